package io.netpool.sample.protocols;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MllpServer} with a small client.
 */
@SpringBootTest(classes = MllpServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=start-end", "netpool.tcp.framing.start=\\\\x0B",
				"netpool.tcp.framing.end=\\\\x1C\\\\r" })
class MllpServerTests {

	@Value("${local.netpool.tcp.port}")
	private int port;

	@Test
	void eachMessageIsAcknowledged() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(10_000);
			for (int id = 1; id <= 3; id++) {
				String message = "MSH|^~\\&|LAB|WARD|HIS|MAIN|20260101||ORU^R01|" + id + "|P|2.5\rPID|1\r";
				socket.getOutputStream().write(("\u000B" + message + "\u001C\r").getBytes(StandardCharsets.UTF_8));
				assertThat(frame(socket.getInputStream())).contains("|ACK|" + id + "|").endsWith("MSA|AA|" + id + "\r");
			}
		}
	}

	private static String frame(InputStream in) throws IOException {
		assertThat(in.read()).isEqualTo(0x0B);
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		for (int next = in.read(); next != 0x1C; next = in.read()) {
			assertThat(next).isNotNegative();
			frame.write(next);
		}
		assertThat(in.read()).isEqualTo('\r');
		return frame.toString(StandardCharsets.UTF_8);
	}

}
