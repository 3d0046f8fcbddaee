package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.test.LogMeter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TcpCloseException}.
 */
class CloseExceptionTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theLastReplyIsSentAndTheConnectionClosed(Threads threads) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("bad")) {
				connection.send("before");
				throw new TcpCloseException("-ERR");
			}
			return message;
		});
		assertClosed(endpoint, threads, "good\nbad\nlater\n", "good\nbefore\n-ERR\n");
		assertThat(endpoint.events).containsExactly("connected", "good", "bad", "disconnected");
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void anAsynchronousReplyMayEndWithIt(Threads threads) throws Exception {
		assertClosed(new TestEndpoint((connection, message) -> CompletableFuture.supplyAsync(() -> {
			throw new TcpCloseException("-ERR");
		})), threads, "bad\nlater\n", "-ERR\n");
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aLaterStepMayEndWithIt(Threads threads) throws Exception {
		assertClosed(new TestEndpoint((connection, message) -> TcpReply.several((sender) -> {
			sender.send("one");
			throw new TcpCloseException("-ERR");
		})), threads, "bad\nlater\n", "one\n-ERR\n");
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void itNeedsNoReply(Threads threads) throws Exception {
		assertClosed(new TestEndpoint((connection, message) -> {
			throw new TcpCloseException(null);
		}), threads, "bad\n", "");
	}

	@Test
	void aReplyThatCannotBeEncodedIsLoggedAndTheConnectionClosed() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			throw new TcpCloseException(new Object());
		});
		try (TestPool pool = new TestPool(endpoint).start(); LogMeter log = new LogMeter()) {
			assertThat(pool.connect().sendLine("bad").receiveRest()).isEmpty();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
			assertThat(log.messages()).singleElement().asString().contains("Failed to handle a message of");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aNewConnectionMayBeSentAway(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo().greeting((connection, nothing) -> {
			throw new TcpCloseException("554 no");
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start(); LogMeter log = new LogMeter()) {
			assertThat(pool.connect().sendLine("ignored").receiveRest()).isEqualTo("554 no\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
			assertThat(pool.pool().statistics().messages().failed()).isZero();
			assertThat(log.messages()).isEmpty();
		}
	}

	private static void assertClosed(TestEndpoint endpoint, Threads threads, String sent, String received)
			throws Exception {
		try (TestPool pool = new TestPool(endpoint).threads(threads).start(); LogMeter log = new LogMeter()) {
			TestClient client = pool.connect().send(sent);
			assertThat(client.receiveRest()).isEqualTo(received);
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().messages().failed()).isOne());
			assertThat(log.messages()).isEmpty();
		}
	}

}
