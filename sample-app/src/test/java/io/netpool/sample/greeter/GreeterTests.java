package io.netpool.sample.greeter;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NettyGreeter} and {@link Greeter} say the same.
 */
@SpringBootTest(classes = Greeter.class, webEnvironment = WebEnvironment.NONE,
		properties = { "netpool.tcp.port=0", "netpool.tcp.framing.mode=line" })
class GreeterTests {

	@Test
	void whoIsServedByNettyIsGreeted() throws IOException {
		try (NettyGreeter greeter = new NettyGreeter()) {
			assertGreets(((InetSocketAddress) greeter.listen(0).localAddress()).getPort());
		}
	}

	@Test
	void whoIsServedByNetpoolIsGreeted(@Value("${local.netpool.tcp.port}") int port) throws IOException {
		assertGreets(port);
	}

	private static void assertGreets(int port) throws IOException {
		try (Socket client = new Socket("localhost", port)) {
			client.setSoTimeout(10_000);
			client.getOutputStream().write("ann\nbob\n".getBytes(StandardCharsets.UTF_8));
			String expected = "hello ann\nhello bob\n";
			assertThat(client.getInputStream().readNBytes(expected.length())).asString(StandardCharsets.UTF_8)
				.isEqualTo(expected);
		}
	}

}
