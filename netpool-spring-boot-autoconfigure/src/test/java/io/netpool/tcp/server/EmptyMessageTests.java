package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for messages and replies without bytes.
 */
class EmptyMessageTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aReplyWithoutBytesIsSent(Threads threads) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).threads(threads).start()) {
			TestClient client = pool.connect();
			for (int i = 0; i < 3; i++) {
				assertThat(client.send("\n").readLine()).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aLateReplyWithoutBytesIsSent(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> new CompletableFuture<>()
			.completeOnTimeout(message, 10, TimeUnit.MILLISECONDS));
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			assertThat(pool.connect().send("\n").readLine()).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aMessageWithoutBytesIsWrittenAndItsSenderNotified(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			assertThat(connection.send("").toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(client.readLine()).isEmpty();
		}
	}

}
