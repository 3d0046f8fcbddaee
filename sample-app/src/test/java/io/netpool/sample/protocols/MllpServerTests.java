package io.netpool.sample.protocols;

import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.TcpTestConnection;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MllpServer} with netpool's test client, and the bytes of one frame.
 */
@SpringBootTest(classes = MllpServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=start-end", "netpool.tcp.framing.start=\\\\x0B",
				"netpool.tcp.framing.end=\\\\x1C\\\\r" })
@AutoConfigureTcpTestClient
class MllpServerTests {

	@Autowired
	private TcpTestClient client;

	@Test
	void eachMessageIsAcknowledged() {
		TcpTestConnection connection = this.client.connect();
		for (int id = 1; id <= 3; id++) {
			connection.send(message(id));
			assertThat(connection.readMessage()).contains("|ACK|" + id + "|").endsWith("MSA|AA|" + id + "\r");
		}
	}

	@Test
	void framesAreThoseOfMllp() {
		TcpTestConnection connection = this.client.connect().sendBytes("\u000B" + message(1) + "\u001C\r");
		assertThat(connection.readBytes(4)).asString().isEqualTo("\u000BMSH");
	}

	private static String message(int id) {
		return "MSH|^~\\&|LAB|WARD|HIS|MAIN|20260101||ORU^R01|" + id + "|P|2.5\rPID|1\r";
	}

}
