package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Source;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import io.netpool.tcp.server.settings.WatchSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for asynchronous replies that do not complete.
 */
@ExtendWith(OutputCaptureExtension.class)
class PendingReplyTests {

	private static final Duration SHORT = Duration.ofMillis(200);

	private final CompletableFuture<Object> never = new CompletableFuture<>();

	private final TestEndpoint endpoint = new TestEndpoint(
			(connection, message) -> message.equals("never") ? this.never : message);

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private void awaitMessage(String message) {
		Awaitility.await().until(() -> this.endpoint.events.contains(message));
	}

	private static void awaitIdle(TestPool pool) {
		Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aReplyThatDoesNotCompleteInTimeFailsItsMessageAndTheNextIsHandled(Threads threads, CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).replies(SHORT, null).start()) {
			TestClient client = pool.connect().send("never\nnext\n");
			assertThat(client.readLine()).isEqualTo("next");
			assertThat(pool.pool().statistics().messages().failed()).isOne();
			assertThat(output).contains("Reply has not completed within 200 ms ('handler.reply-timeout')");
		}
	}

	@Test
	void whatAReplyCompletesWithAfterItsTimeoutIsIgnored() {
		CompletionStage<TcpReply> uncancellable = this.never.thenApply(TcpReply::of);
		TestEndpoint stubborn = new TestEndpoint(
				(connection, message) -> message.equals("never") ? TcpReply.later(uncancellable, (reason) -> {
				}) : message);
		try (TestPool pool = new TestPool(stubborn).replies(SHORT, null).start()) {
			TestClient client = pool.connect().send("never\nnext\n");
			assertThat(client.readLine()).isEqualTo("next");
			this.never.complete("late");
			assertThat(client.send("last\n").readLine()).isEqualTo("last");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aClientThatResetsIsNotAwaitedByItsReply(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("never\n");
			awaitMessage("never");
			client.reset();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.NETWORK_ERROR);
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().messages().failed()).isZero());
			awaitIdle(pool);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aClientThatResetsIsNotAwaitedAlsoWhereItsLaneIsFull(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).queue(1).start()) {
			TestClient client = pool.connect().send("never\na\nb\n");
			awaitMessage("never");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isOne());
			// what has been received must be read
			assertThat(this.endpoint.nextConnection().statistics().receivedBytes()).isEqualTo(10);
			client.reset();
			pool.directory().broadcast("notices the reset where reading is paused");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.NETWORK_ERROR);
			assertThat(this.endpoint.events).containsSubsequence("never", "a", "b", "disconnected");
		}
	}

	@Test
	void aReplyThatBeginsAfterTheConnectionWasAbortedIsNotAwaited() throws Exception {
		TestEndpoint aborting = new TestEndpoint((connection, message) -> {
			connection.abort();
			Awaitility.await().until(() -> !connection.isOpen());
			return this.never;
		});
		try (TestPool pool = new TestPool(aborting).start()) {
			pool.connect().send("x\n");
			assertThat(aborting.nextReason()).isEqualTo(CloseReason.APPLICATION);
		}
	}

	@Test
	void afterTheClientHasEndedItsStreamAReplyIsAwaitedForItsTimeout() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).replies(SHORT, null).start()) {
			pool.connect().send("never\n").close();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
			awaitIdle(pool);
		}
	}

	@Test
	void heartbeatsDoNotExtendTheTimeoutOfAStream() {
		TestEndpoint streaming = new TestEndpoint((connection, message) -> message.equals("never")
				? TcpReply.later(this.never.thenApply(TcpReply::of), new Quiet(this.never)) : message);
		HeartbeatSettings beats = new HeartbeatSettings(SHORT, (connection) -> "beat");
		try (TestPool pool = new TestPool(streaming).heartbeat(beats).replies(null, SHORT.multipliedBy(3)).start()) {
			TestClient client = pool.connect().send("never\nnext\n");
			assertThat(Stream.generate(client::readLine).limit(30)).contains("next");
		}
	}

	@Test
	void aStreamIsLimitedOnlyAfterTheClientHasEndedItsOwn() throws Exception {
		Quiet stream = new Quiet(this.never);
		TestEndpoint streaming = new TestEndpoint(
				(connection, message) -> TcpReply.later(this.never.thenApply(TcpReply::of), stream));
		try (TestPool pool = new TestPool(streaming).replies(SHORT, null).start()) {
			TestClient client = pool.connect().send("x\n");
			Awaitility.await().until(() -> stream.asked.get() > 20);
			assertThat(this.never).isNotDone();
			client.close();
			assertThat(streaming.nextReason()).isEqualTo(CloseReason.CLIENT);
			assertThat(this.never).isCompletedExceptionally();
		}
	}

	@Test
	void aMessageThatAwaitsItsReplyIsInFlight(CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = pool.connect().send("never\n");
			awaitMessage("never");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().messages().queued()).isOne());
			CompletionStage<Void> drained = pool.pool().drain();
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains(
						"is draining 1 connection with 1 message in flight" + " (1 awaiting an asynchronous reply)"));
			this.never.complete("now");
			assertThat(client.readLine()).isEqualTo("now");
			Awaitility.await().until(() -> drained.toCompletableFuture().isDone());
		}
	}

	@Test
	void aHardStopTellsDisconnectedOfConnectionsThatAwaitAReply(CapturedOutput output) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			pool.connect().send("never\n");
			ServedConnection connection = (ServedConnection) this.endpoint.nextConnection();
			Awaitility.await().until(() -> connection.lane().isResting());
			pool.pool().stop();
			assertThat(this.endpoint.reasons).containsExactly(CloseReason.SHUTDOWN);
			assertThat(output).containsPattern("forcibly closed 1 connection with 1 message in flight "
					+ "\\(1 awaiting an asynchronous reply\\): .* \\(1 messages queued, 0 bytes pending, awaits a reply\\)");
		}
	}

	@Test
	void aReplyThatDoesNotCompleteIsLoggedAfterAWhile(CapturedOutput output) throws Exception {
		WatchSettings watch = new WatchSettings(Duration.ofMillis(50), null);
		try (TestPool pool = new TestPool(this.endpoint).watch(watch).start()) {
			pool.connect().send("never\n");
			String id = this.endpoint.nextConnection().id();
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(output).containsPattern("WARN.*Asynchronous reply to a message of connection "
								+ id + " of pool 'default' has not completed for \\d+ ms"));
			assertThat(pool.pool().statistics().blocked().handlers()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aGreetingThatFailsLaterClosesTheConnection(Threads threads) throws Exception {
		CompletableFuture<Object> greeting = new CompletableFuture<>();
		this.endpoint.greeting((connection, nothing) -> greeting);
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("x\n");
			this.endpoint.nextConnection();
			greeting.completeExceptionally(new IllegalStateException("expected by this test"));
			assertThat(client.isAtEnd()).isTrue();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.HANDLER_ERROR);
			assertThat(this.endpoint.events).doesNotContain("x");
		}
	}

	/**
	 * A stream that produces nothing.
	 */
	private static final class Quiet implements Source {

		private final AtomicLong asked = new AtomicLong();

		private final CompletableFuture<?> end;

		Quiet(CompletableFuture<?> end) {
			this.end = end;
		}

		@Override
		public void cancel(Throwable reason) {
			this.end.completeExceptionally(reason);
		}

		@Override
		public long produced() {
			this.asked.incrementAndGet();
			return 0;
		}

	}

}
