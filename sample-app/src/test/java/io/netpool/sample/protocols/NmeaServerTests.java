package io.netpool.sample.protocols;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NmeaServer} with a small client.
 */
@SpringBootTest(classes = NmeaServer.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=line" })
class NmeaServerTests {

	@Value("${local.netpool.tcp.port}")
	private int port;

	@Autowired
	private NmeaServer server;

	@Test
	void aSentenceWhoseChecksumIsWrongIsLeftOut() throws IOException, InterruptedException {
		try (Socket socket = new Socket("localhost", this.port)) {
			String sentences = "$GPGLL,5001.91,N,01100.00,E*00\r\n$GPGLL,5001.91,N,01100.00,E*67\r\n";
			socket.getOutputStream().write(sentences.getBytes(StandardCharsets.US_ASCII));
			assertThat(this.server.received.poll(10, TimeUnit.SECONDS)).isEqualTo("GPGLL,5001.91,N,01100.00,E");
			assertThat(this.server.received).isEmpty();
		}
	}

}
