package io.netpool.sample.protocols;

import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.test.LocalTcpPort;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RespServer} with the clients of Redis.
 */
@SpringBootTest(classes = RespServer.class, webEnvironment = WebEnvironment.NONE, properties = { "netpool.tcp.port=0",
		"netpool.tcp.framing.mode=resp", "netpool.tcp.framing.last-reply=-ERR Protocol error\\\\r\\\\n" })
class RespServerTests {

	@LocalTcpPort
	private int port;

	private String redis(Object... command) throws Exception {
		return Client.of("redis-cli").with("-p", this.port).with(command).run().strip();
	}

	@Test
	void redisCliIsAnswered() throws Exception {
		assertThat(redis("PING")).isEqualTo("PONG");
		assertThat(redis("ECHO", "héllo")).isEqualTo("héllo");
		assertThat(redis("GET", "missing")).isEmpty();
		assertThat(redis("SET", "key", "a value")).isEqualTo("OK");
		assertThat(redis("GET", "key")).isEqualTo("a value");
		assertThat(redis("INCR", "counter")).isEqualTo("1");
		assertThat(redis("INCR", "counter")).isEqualTo("2");
		assertThat(redis("FLY")).isEqualTo("ERR unknown command");
	}

	@Test
	void whatIsNoCommandIsAnsweredBeforeTheConnectionIsClosed() throws Exception {
		try (Socket client = new Socket("localhost", this.port)) {
			client.setSoTimeout(10_000);
			client.getOutputStream().write("PING\r\n*1\r\n$x\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(client.getInputStream().readAllBytes()).asString(StandardCharsets.US_ASCII)
				.isEqualTo("+PONG\r\n-ERR Protocol error\r\n");
		}
	}

	@Test
	void redisBenchmarkWithAPipelineOfSixteenGetsAllItsReplies() throws Exception {
		String csv = Client.of("redis-benchmark")
			.with("-p", this.port, "-P", 16, "-n", 20_000, "-c", 20, "-t", "ping,set,get,incr", "--csv")
			.run();
		assertThat(csv).contains("PING_MBULK", "SET", "GET", "INCR").doesNotContain("Error");
		assertThat(redis("GET", "counter:__rand_int__")).isEqualTo("20000");
	}

}
