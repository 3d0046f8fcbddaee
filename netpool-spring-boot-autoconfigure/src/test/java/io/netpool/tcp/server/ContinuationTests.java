package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Step;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.lane.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link Lane} does with a message that goes on later.
 */
class ContinuationTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aMessageGoesOnBeforeTheNextAsOftenAsItWants(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> countDown(connection, (String) message, 3));
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("a\nb\n");
			for (String expected : List.of("a3", "a2", "a1", "a", "b3", "b2", "b1", "b")) {
				assertThat(client.readLine()).isEqualTo(expected);
			}
		}
	}

	private static TcpReply countDown(TcpConnection connection, String message, int count) {
		if (count == 0) {
			return TcpReply.of(message);
		}
		TcpReply next = TcpReply.next(() -> countDown(connection, message, count - 1));
		return TcpReply.later(connection.send(message + count).thenApply((nothing) -> next));
	}

	@Test
	void aMessageGoesOnWhereHandlersRun() {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			TcpReply next = TcpReply.next(() -> TcpReply.of(Thread.currentThread().getName()));
			return connection.send("one").thenApply((nothing) -> next);
		});
		try (TestPool pool = new TestPool(endpoint).threads(Threads.PLATFORM).start()) {
			TestClient client = pool.connect().send("a\n");
			assertThat(client.readLine()).isEqualTo("one");
			assertThat(client.readLine()).startsWith("test-handler");
		}
	}

	@Test
	void whatClosesTheConnectionWhenItGoesOnIsSentBefore() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> later(() -> {
			connection.close();
			return TcpReply.of("bye");
		}));
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient client = pool.connect().send("a\n");
			assertThat(client.readLine()).isEqualTo("bye");
			assertThat(client.isAtEnd()).isTrue();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.APPLICATION);
		}
	}

	@Test
	void whatFailsWhenItGoesOnIsCounted() {
		TestEndpoint endpoint = new TestEndpoint(
				(connection, message) -> message.equals("fail") ? later(() -> failing()) : message);
		try (TestPool pool = new TestPool(endpoint).start()) {
			assertThat(pool.connect().send("fail\nnext\n").readLine()).isEqualTo("next");
			assertThat(pool.pool().statistics().messages().failed()).isEqualTo(1);
		}
	}

	@Test
	void aFailureThatWasHandledIsCountedAndItsReplySent() {
		TcpReply silent = TcpReply.failure(new IllegalStateException(), null);
		TcpReply loud = TcpReply.failure(new IllegalStateException(), "sorry");
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> switch ((String) message) {
			case "silent" -> silent;
			case "loud" -> loud;
			default -> CompletableFuture.completedFuture(loud);
		});
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient client = pool.connect().send("silent\nloud\nlater\n");
			assertThat(client.readLine()).isEqualTo("sorry");
			assertThat(client.readLine()).isEqualTo("sorry");
			assertThat(pool.pool().statistics().messages().failed()).isEqualTo(3);
		}
	}

	private static TcpReply later(Step step) {
		return TcpReply
			.later(new CompletableFuture<TcpReply>().completeOnTimeout(TcpReply.next(step), 10, TimeUnit.MILLISECONDS));
	}

	private static TcpReply failing() {
		throw new IllegalStateException("on purpose");
	}

}
