package io.netpool.sample.chat;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators may not do or see.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "netpool.tcp.port=0")
@AutoConfigureTcpTestClient
class EndpointAccessTests {

	@Autowired
	private TcpTestClient client;

	private Operator operator;

	@BeforeEach
	void start(@LocalServerPort int webPort) {
		this.operator = new Operator(webPort);
	}

	@Nested
	@ActiveProfiles("tls")
	@TestPropertySource(properties = "management.endpoint.netpool.access=read-only")
	class ReadOnly {

		@Test
		void aPoolIsSeenButNotChanged() throws Exception {
			JsonNode pool = EndpointAccessTests.this.operator.read("netpool/default");
			assertThat(pool.get("state").asString()).isEqualTo("listening");
			assertThat(EndpointAccessTests.this.operator.post("netpool/default", "{\"state\":\"paused\"}").statusCode())
				.isEqualTo(405);
		}

		@Test
		void connectionsAreSeenButNotClosed() throws Exception {
			assertThat(EndpointAccessTests.this.operator.read("netpool/default/connections").get("total").asInt())
				.isZero();
			assertThat(EndpointAccessTests.this.operator.delete("netpool/default/connections?group=room").statusCode())
				.isEqualTo(405);
			assertThat(EndpointAccessTests.this.operator.delete("netpool/default/connections/1").statusCode()).isIn(404,
					405);
		}

		@Test
		void aPoolWithTlsSaysSo() throws Exception {
			JsonNode pool = EndpointAccessTests.this.operator.read("netpool/default");
			assertThat(pool.get("tls").asString()).isEqualTo("tls");
		}

	}

	@Nested
	@TestPropertySource(properties = "management.endpoint.netpool.access=none")
	class None {

		@Test
		void thereIsNothing() throws Exception {
			assertThat(EndpointAccessTests.this.operator.get("netpool").statusCode()).isEqualTo(404);
		}

	}

	@Nested
	@TestPropertySource(properties = "management.endpoint.netpool.show-details=never")
	class Discreet {

		@Test
		void whoAClientIsIsNotSeen() throws Exception {
			ChatClient.join("ann", EndpointAccessTests.this.client);
			assertThat(EndpointAccessTests.this.operator.get("netpool/default/connections?address=127.").statusCode())
				.isEqualTo(400);
			JsonNode page = EndpointAccessTests.this.operator.read("netpool/default/connections");
			assertThat(page.at("/connections/0/id").asString()).isNotEmpty();
			assertThat(page.toString()).doesNotContain("remoteAddress").doesNotContain("127.0.0.1");
		}

	}

}
