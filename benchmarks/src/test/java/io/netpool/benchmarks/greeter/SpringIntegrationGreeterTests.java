package io.netpool.benchmarks.greeter;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.integration.ip.tcp.connection.AbstractServerConnectionFactory;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SpringIntegrationGreeter} greets.
 */
@SpringJUnitConfig(SpringIntegrationGreeter.class)
@TestPropertySource(properties = "port=0")
class SpringIntegrationGreeterTests {

	@Autowired
	private AbstractServerConnectionFactory connections;

	@Test
	void whoSendsANameIsGreeted() throws IOException {
		Awaitility.await().until(this.connections::isListening);
		try (Socket client = new Socket("localhost", this.connections.getPort())) {
			client.setSoTimeout(10_000);
			client.getOutputStream().write("ann\nbob\n".getBytes(StandardCharsets.UTF_8));
			String expected = "hello ann\nhello bob\n";
			assertThat(client.getInputStream().readNBytes(expected.length())).asString(StandardCharsets.UTF_8)
				.isEqualTo(expected);
		}
	}

}
