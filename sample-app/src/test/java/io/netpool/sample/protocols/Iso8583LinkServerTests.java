package io.netpool.sample.protocols;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.TcpTestConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Iso8583LinkServer} with netpool's test client as the other end.
 */
@SpringBootTest(classes = Iso8583LinkServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=length-field",
				"netpool.tcp.framing.length-field.size=2" })
@AutoConfigureTcpTestClient
class Iso8583LinkServerTests {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	@Autowired
	private TcpTestClient client;

	@Autowired
	private TcpConnections connections;

	@Autowired
	private Iso8583LinkServer server;

	@Test
	void eachPurchaseGetsItsOwnAnswer() {
		TcpTestConnection other = this.client.connect();
		String echo = other.readMessage();
		other.send("08100020000002000000" + trace(echo) + "00");
		Awaitility.await().until(() -> this.connections.group("links").count() == 1);
		TcpConnection link = this.connections.group("links").connections().findAny().orElseThrow();
		CompletionStage<Boolean> cheap = this.server.purchase(link, 100);
		CompletionStage<Boolean> expensive = this.server.purchase(link, 1_000_000);
		String first = other.readMessage();
		String second = other.readMessage();
		other.send(answer(second, "51")).send(answer(first, "00"));
		assertThat(cheap).succeedsWithin(TEN_SECONDS).isEqualTo(true);
		assertThat(expensive).succeedsWithin(TEN_SECONDS).isEqualTo(false);
	}

	private static String answer(String request, String responseCode) {
		return "02101020000002000000" + request.substring(20) + responseCode;
	}

	private static String trace(String message) {
		return message.substring(message.length() - 6);
	}

}
