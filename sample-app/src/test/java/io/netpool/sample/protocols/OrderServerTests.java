package io.netpool.sample.protocols;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.TcpTestConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OrderServer} with netpool's test client.
 */
@SpringBootTest(classes = OrderServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=length-field",
				"netpool.tcp.routing.by=json-property" })
@AutoConfigureTcpTestClient
class OrderServerTests {

	@Autowired
	private TcpTestClient client;

	private TcpTestConnection connection;

	@BeforeEach
	void connect() {
		this.connection = this.client.connect();
	}

	@Test
	void anOrderIsConfirmedAndListed() {
		this.connection.send("{\"type\":\"order\",\"item\":\"ham\",\"count\":3}");
		assertThat(this.connection.readMessage()).startsWith("{\"number\":");
		this.connection.send("{\"type\":\"list\",\"item\":\"ham\"}").expectMessage("{\"item\":\"ham\",\"count\":3}");
	}

	@Test
	void anInvalidOrderIsToldSo() {
		this.connection.send("{\"type\":\"order\",\"item\":\" \",\"count\":0}")
			.expectMessage("{\"error\":\"invalid\"}");
	}

	@Test
	void aTypeThatNobodyHandlesIsToldSo() {
		this.connection.send("{\"type\":\"fly\"}").expectMessage("{\"error\":\"unknown type fly\"}");
		this.connection.send("{\"type\":\"order\",\"item\":\"eggs\",\"count\":1}");
		assertThat(this.connection.readMessage()).contains("number");
	}

}
