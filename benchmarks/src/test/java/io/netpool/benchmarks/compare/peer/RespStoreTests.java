package io.netpool.benchmarks.compare.peer;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpAcceptorPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class RespStoreTests {

	private static final String COMMANDS = "*1|$4|PING|*3|$3|SET|$3|key|$8|a|value|*2|$3|get|$3|key|"
			+ "*2|$3|GET|$7|missing|*3|$6|CONFIG|$3|GET|$4|save|";

	private static final String REPLIES = "+PONG|+OK|$8|a|value|$-1|-ERR unknown command|";

	@ParameterizedTest
	@ValueSource(strings = { "event-loop", "platform" })
	void repliesAreThoseOfRedisInTheOrderOfTheCommands(String execution) throws Exception {
		try (ConfigurableApplicationContext store = RespStore.start(execution);
				Socket client = new Socket(InetAddress.getLoopbackAddress(),
						store.getBean(TcpAcceptorPool.class).port())) {
			client.setSoTimeout(10_000);
			for (byte part : wire(COMMANDS)) {
				client.getOutputStream().write(part);
			}
			byte[] replies = wire(REPLIES);
			assertThat(client.getInputStream().readNBytes(replies.length)).isEqualTo(replies);
		}
	}

	private static byte[] wire(String lines) {
		return lines.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
	}

}
