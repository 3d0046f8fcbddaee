package io.netpool.tcp.server;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.server.lane.HandlerTimes;
import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.lane.LaneRunListener;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lane} by itself: a test is its I/O thread and its runner.
 */
@ExtendWith(OutputCaptureExtension.class)
class LaneRunTests {

	private static final int MAX_MESSAGES_PER_RUN = 64;

	private final CompletableFuture<Object> later = new CompletableFuture<>();

	private final AtomicInteger messages = new AtomicInteger();

	private final AtomicInteger repliesWait = new AtomicInteger();

	private final LaneRunListener listener = new LaneRunListener() {

		@Override
		public void messageHandled() {
			LaneRunTests.this.messages.incrementAndGet();
		}

		@Override
		public void repliesPending() {
			LaneRunTests.this.repliesWait.incrementAndGet();
		}

	};

	private TestEndpoint endpoint = new TestEndpoint(this::reply);

	private LoneConnection connection;

	private Object reply(TcpConnection connection, Object message) {
		return switch ((String) message) {
			case "nothing" -> null;
			case "later" -> this.later;
			case "now" -> CompletableFuture.completedFuture("now");
			case "fail" -> throw failure();
			case "fail later" -> CompletableFuture.failedFuture(failure());
			case "handled" -> TcpReply.failure(failure(), "sorry");
			case "go on" -> TcpReply.next(() -> TcpReply.of("went on"));
			case "go on and fail" -> TcpReply.next(() -> {
				throw failure();
			});
			case "close" -> {
				connection.close();
				yield "bye";
			}
			case "await TLS" -> {
				this.connection.lane().discardUntilTls();
				yield "TLS";
			}
			default -> message;
		};
	}

	private static IllegalStateException failure() {
		return new IllegalStateException("expected by this test");
	}

	/**
	 * The lane of a connection that is established, and of which connected was told.
	 */
	private Lane open() {
		Lane lane = opening();
		run(lane);
		return lane;
	}

	private Lane opening() {
		this.connection = new LoneConnection(this.endpoint);
		this.connection.lane().open();
		return this.connection.lane();
	}

	/**
	 * The lane of a connection whose endpoint asks for messages alone.
	 */
	private Lane openIgnoring() {
		this.endpoint.ignoringConnections();
		return opening();
	}

	/**
	 * Run a lane that has become ready.
	 * @return whether there is more
	 */
	private boolean run(Lane lane) {
		assertThat(this.connection.becameReady()).isTrue();
		return lane.run(this.listener);
	}

	private boolean receive(Lane lane, String... received) {
		this.connection.receive(received);
		return run(lane);
	}

	private HandlerTimes times() {
		return this.connection.pool().counters().handlerTimes();
	}

	private long failed() {
		return this.connection.pool().counters().of(Event.MESSAGE_FAILED).sum();
	}

	@AfterEach
	void close() {
		if (this.connection != null) {
			this.connection.close();
		}
	}

	@Test
	void itIsReadyWhenConnectedIsToBeTold() {
		this.connection = new LoneConnection(this.endpoint.greeting((connection, nothing) -> "hello"));
		Lane lane = this.connection.lane();
		assertThat(lane.isOpened()).isFalse();
		assertThat(lane.isIdle()).isTrue();
		lane.open();
		assertThat(lane.isOpened()).isTrue();
		assertThat(lane.isIdle()).isFalse();
		assertThat(run(lane)).isFalse();
		assertThat(lane.isIdle()).isTrue();
		assertThat(this.endpoint.events).containsExactly("connected");
		assertThat(this.connection.sent()).containsExactly("hello");
		assertThat(this.messages).hasValue(1);
	}

	@Test
	void itIsNotReadyWhereConnectedIsNotToBeTold() {
		Lane lane = openIgnoring();
		assertThat(lane.isOpened()).isTrue();
		assertThat(this.connection.becameReady()).isFalse();
		assertThat(receive(lane, "a")).isFalse();
		assertThat(this.endpoint.events).containsExactly("a");
	}

	@Test
	void messagesMakeItReadyOnce() {
		Lane lane = open();
		lane.publish();
		assertThat(this.connection.becameReady()).isFalse();
		this.connection.receive("a", "b");
		assertThat(lane.size()).isEqualTo(2);
		assertThat(lane.isIdle()).isFalse();
		assertThat(this.connection.becameReady()).isTrue();
		this.connection.receive("c");
		assertThat(this.connection.becameReady()).isFalse();
		assertThat(lane.run(this.listener)).isFalse();
		assertThat(lane.size()).isZero();
		assertThat(lane.isIdle()).isTrue();
		assertThat(this.connection.sent()).containsExactly("a", "b", "c");
		assertThat(receive(lane, "d")).isFalse();
		assertThat(this.connection.sent()).containsExactly("d");
	}

	@Test
	void itHasRoomForAsManyAsWereSet() {
		Lane lane = openIgnoring();
		for (int i = 0; i < 128; i++) {
			assertThat(lane.isFull()).isFalse();
			lane.put("nothing");
			assertThat(lane.isHalfEmpty()).isEqualTo(i < 64);
		}
		assertThat(lane.isFull()).isTrue();
		lane.publish();
		assertThat(run(lane)).isTrue();
		assertThat(lane.isFull()).isFalse();
		assertThat(lane.isHalfEmpty()).isTrue();
	}

	@Test
	void afterAFairNumberOfMessagesOthersHaveTheirTurn() {
		Lane lane = openIgnoring();
		assertThat(receive(lane,
				IntStream.rangeClosed(0, MAX_MESSAGES_PER_RUN).mapToObj(String::valueOf).toArray(String[]::new)))
			.isTrue();
		assertThat(this.messages).hasValue(MAX_MESSAGES_PER_RUN);
		assertThat(lane.size()).isOne();
		// whoever was told that there is more runs it
		assertThat(this.connection.becameReady()).isFalse();
		assertThat(lane.run(this.listener)).isFalse();
		assertThat(this.messages).hasValue(MAX_MESSAGES_PER_RUN + 1);
	}

	@Test
	void itIsToldWhenAnotherMessageFollowsAReply() {
		receive(open(), "a");
		assertThat(this.repliesWait).hasValue(0);
		receive(this.connection.lane(), "b");
		assertThat(this.repliesWait).hasValue(1);
		this.connection.sent();
		receive(this.connection.lane(), "nothing", "nothing");
		assertThat(this.repliesWait).hasValue(1);
	}

	@Test
	void itIsToldWhenAMessageGoesOnBehindAReply() {
		receive(open(), "go on");
		assertThat(this.repliesWait).hasValue(0);
		receive(this.connection.lane(), "go on");
		assertThat(this.repliesWait).hasValue(2);
	}

	@Test
	void whileTheClientDoesNotReadNothingIsHandled() {
		Lane lane = open();
		String large = "x".repeat(10_001);
		assertThat(receive(lane, large, "a")).isFalse();
		assertThat(this.endpoint.events).doesNotContain("a");
		this.connection.receive("b");
		assertThat(this.connection.becameReady()).isFalse();
		assertThat(this.connection.sent()).containsExactly(large);
		lane.unstall();
		lane.unstall();
		assertThat(run(lane)).isFalse();
		assertThat(this.connection.sent()).containsExactly("a", "b");
		assertThat(this.connection.becameReady()).isFalse();
	}

	@Test
	void whileTheClientDoesNotReadEmptyRepliesNothingIsHandled() {
		Lane lane = openIgnoring();
		String[] empty = new String[500];
		Arrays.fill(empty, "");
		assertThat(receive(lane, empty)).isTrue();
		while (lane.run(this.listener)) {
			assertThat(this.messages).hasValueLessThan(500);
		}
		assertThat(this.messages).hasValue(10_000 / OutboundQueue.OVERHEAD + 1);
	}

	@Test
	void aClientThatReadsWakesNothingThatDoesNotWaitForIt() {
		Lane lane = open();
		lane.unstall();
		assertThat(this.connection.becameReady()).isFalse();
		assertThat(lane.isIdle()).isTrue();
	}

	@Test
	void aRunThatHasRepliesAsksForAttention() {
		receive(open(), "a");
		assertThat(this.connection.awaitsAttention()).isTrue();
	}

	@Test
	void aRunThatHasNoneDoesNot() {
		receive(open(), "nothing");
		assertThat(this.connection.awaitsAttention()).isFalse();
	}

	@Test
	void aReplyThatComesLaterHoldsBackWhatIsBehindIt() {
		Lane lane = open();
		assertThat(receive(lane, "later", "next")).isFalse();
		assertThat(lane.isIdle()).isFalse();
		this.connection.receive("last");
		assertThat(this.connection.becameReady()).isFalse();
		assertThat(this.connection.sent()).isEmpty();
		this.later.complete("late");
		assertThat(this.connection.sent()).containsExactly("late");
		assertThat(run(lane)).isFalse();
		assertThat(this.connection.sent()).containsExactly("next", "last");
		assertThat(this.messages).hasValue(3);
	}

	@Test
	void oneLateReplyMayFollowAnother() {
		CompletableFuture<Object> second = new CompletableFuture<>();
		this.endpoint = new TestEndpoint((connection, message) -> message.equals("second") ? second : this.later);
		Lane lane = open();
		assertThat(receive(lane, "first", "second", "third")).isFalse();
		this.later.complete("1");
		assertThat(run(lane)).isFalse();
		assertThat(this.endpoint.events).doesNotContain("third");
		second.complete("2");
		assertThat(run(lane)).isFalse();
		assertThat(this.connection.sent()).containsExactly("1", "2", "1");
	}

	@Test
	void aReplyThatComesLaterGoesOutWithoutARun() {
		receive(open(), "later");
		this.later.complete("late");
		assertThat(this.connection.awaitsAttention()).isTrue();
	}

	@Test
	void aReplyThatIsThereHoldsNothingBack() {
		assertThat(receive(open(), "now", "next")).isFalse();
		assertThat(this.connection.sent()).containsExactly("now", "next");
	}

	@Test
	void aReplyThatCameBeforeTheRunnerLeftIsFollowedByWhatIsBehindIt() {
		Lane lane = open();
		assertThat(receive(lane, "fail later", "next")).isTrue();
		assertThat(failed()).isOne();
		assertThat(lane.run(this.listener)).isFalse();
		assertThat(this.connection.sent()).containsExactly("next");
		assertThat(receive(lane, "later")).isFalse();
		assertThat(this.connection.becameReady()).isFalse();
	}

	@Test
	void aLateReplyMayFollowOneThatCameBeforeTheRunnerLeft() {
		Lane lane = open();
		assertThat(receive(lane, "fail later", "later", "next")).isTrue();
		assertThat(lane.run(this.listener)).isFalse();
		assertThat(this.endpoint.events).doesNotContain("next");
		this.later.complete("late");
		assertThat(run(lane)).isFalse();
		assertThat(this.connection.sent()).containsExactly("late", "next");
	}

	@Test
	void aMessageGoesOnBeforeTheNextOne() {
		assertThat(receive(open(), "go on", "next")).isFalse();
		assertThat(this.connection.sent()).containsExactly("went on", "next");
		// connected, and each of them once
		assertThat(this.messages).hasValue(3);
	}

	@Test
	void aMessageGoesOnWhenALateReplyIsItsNextStep() {
		Lane lane = open();
		receive(lane, "later", "next");
		this.later.complete(TcpReply.next(() -> TcpReply.of("went on")));
		assertThat(this.connection.sent()).isEmpty();
		run(lane);
		assertThat(this.connection.sent()).containsExactly("went on", "next");
		assertThat(failed()).isZero();
	}

	@Test
	void aLateReplyMayBeLateAgain() {
		CompletableFuture<TcpReply> second = new CompletableFuture<>();
		this.later.complete(TcpReply.later(second));
		Lane lane = open();
		assertThat(receive(lane, "later", "next")).isFalse();
		second.complete(TcpReply.of("late"));
		assertThat(this.connection.sent()).containsExactly("late");
		assertThat(run(lane)).isFalse();
		assertThat(this.connection.sent()).containsExactly("next");
	}

	@Test
	void aLateReplyThatIsLateAgainHoldsBackWhatIsBehindIt() {
		CompletableFuture<TcpReply> second = new CompletableFuture<>();
		Lane lane = open();
		receive(lane, "later", "next");
		this.later.complete(TcpReply.later(second));
		assertThat(run(lane)).isFalse();
		assertThat(this.connection.sent()).isEmpty();
		second.complete(TcpReply.of("late"));
		assertThat(run(lane)).isFalse();
		assertThat(this.connection.sent()).containsExactly("late", "next");
	}

	@Test
	void anEndpointThatReturnsNullIsNamedAndItsConnectionEnds(CapturedOutput output) {
		this.endpoint = new TestEndpoint((connection, message) -> message) {

			@Override
			public TcpReply message(TcpConnection connection, Object message) {
				return null;
			}

		};
		this.connection = new LoneConnection(this.endpoint);
		this.connection.lane().open();
		this.connection.receive("a");
		run(this.connection.lane());
		assertThat(output).contains("A TcpEndpoint has returned null; for no reply, return TcpReply.none()");
		assertThat(this.connection.connection().closer().reason()).isEqualTo(CloseReason.HANDLER_ERROR);
	}

	@Test
	void aStageThatCompletesWithNullIsAFailure(CapturedOutput output) {
		for (CompletableFuture<TcpReply> stage : List.of(CompletableFuture.<TcpReply>completedFuture(null),
				new CompletableFuture<TcpReply>())) {
			this.endpoint = new TestEndpoint((connection, message) -> TcpReply.later(stage));
			receive(open(), "a");
			stage.complete(null);
			assertThat(failed()).isOne();
			assertThat(output).contains("Stage of a TcpReply completed with null");
			close();
		}
	}

	@Test
	void whatFailsIsCountedWithItsTime() {
		receive(open(), "nothing", "fail");
		assertThat(failed()).isOne();
		assertThat(times().messages()).isEqualTo(2);
		assertThat(times().failedTime()).isEqualTo(times().time().dividedBy(2)).isPositive();
	}

	@Test
	void whatFailsWhenItGoesOnIsCounted() {
		receive(open(), "go on and fail", "next");
		assertThat(failed()).isOne();
		assertThat(this.connection.sent()).containsExactly("next");
	}

	@Test
	void aFailureThatWasHandledIsCountedWithItsTimeAndItsReplySent() {
		receive(open(), "handled");
		assertThat(failed()).isOne();
		assertThat(times().failedTime()).isEqualTo(times().time()).isPositive();
		assertThat(this.connection.sent()).containsExactly("sorry");
	}

	@Test
	void aReplyThatCanNotBeEncodedIsAFailure() {
		this.endpoint = new TestEndpoint((connection, message) -> 42);
		receive(open(), "a", "b");
		assertThat(failed()).isEqualTo(2);
		assertThat(this.connection.connection().isOpen()).isTrue();
	}

	@Test
	void aLateFailureIsLoggedWithoutWhatAFuturePutsAroundIt(CapturedOutput output) {
		this.endpoint = new TestEndpoint((connection, message) -> this.later.thenApply((reply) -> reply));
		receive(open(), "a");
		this.later.completeExceptionally(failure());
		assertThat(failed()).isOne();
		assertThat(output).contains("expected by this test").doesNotContain("CompletionException");
	}

	@Test
	void whatClosesTheConnectionIsSentBeforeAndNothingIsHandledBehindIt() {
		receive(open(), "close", "next");
		assertThat(this.endpoint.events).doesNotContain("next");
		assertThat(this.connection.sent()).containsExactly("bye");
		assertThat(this.connection.outbound().isClosed()).isTrue();
	}

	@Test
	void whatClosesTheConnectionAndFailsLaterClosesIt() {
		this.endpoint = new TestEndpoint((connection, message) -> {
			connection.close();
			return this.later;
		});
		receive(open(), "a");
		assertThat(this.connection.outbound().isClosed()).isFalse();
		this.later.completeExceptionally(failure());
		assertThat(this.connection.outbound().isClosed()).isTrue();
	}

	@Test
	void whatCameBeforeTlsIsDropped() {
		Lane lane = open();
		assertThat(lane.isDiscardingUntilTls()).isFalse();
		receive(lane, "await TLS", "in the clear");
		assertThat(lane.isDiscardingUntilTls()).isTrue();
		lane.secured();
		assertThat(run(lane)).isFalse();
		assertThat(lane.isDiscardingUntilTls()).isFalse();
		receive(lane, "secret");
		assertThat(this.connection.sent()).containsExactly("TLS", "secret");
	}

	@Test
	void whatIsDiscardedIsNotHandled() {
		Lane lane = open();
		assertThat(lane.isDiscarding()).isFalse();
		lane.discard();
		assertThat(lane.isDiscarding()).isTrue();
		assertThat(receive(lane, "a")).isFalse();
		assertThat(this.connection.sent()).isEmpty();
		assertThat(times().messages()).isZero();
		assertThat(lane.isIdle()).isTrue();
	}

	@Test
	void whileAHandlerRunsItIsCurrentAndCanBeInterrupted() {
		this.endpoint = new TestEndpoint((connection, message) -> {
			Lane lane = ((ServedConnection) connection).lane();
			lane.interrupt();
			return lane.isCurrent() + " " + (lane.thread() == Thread.currentThread()) + " " + Thread.interrupted();
		});
		Lane lane = open();
		receive(lane, "a");
		assertThat(this.connection.sent()).containsExactly("true true true");
		assertThat(lane.isCurrent()).isFalse();
		assertThat(lane.thread()).isNull();
		lane.interrupt();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void itsStepIsAnotherForEachRunAndEachMessageAndAtItsEnd() {
		Lane lane = open();
		int before = lane.step();
		receive(lane, "a", "b");
		assertThat(lane.step()).isEqualTo(before + 3);
		lane.close(CloseReason.CLIENT);
		assertThat(lane.step()).isNotNegative();
		run(lane);
		assertThat(lane.step()).isNegative();
	}

	@Test
	void itIsIdleWhileItIsQuiet() {
		Lane lane = open();
		assertThat(lane.idleNanos()).isPositive();
		this.connection.receive("a");
		assertThat(lane.idleNanos()).isZero();
	}

	@Test
	void theEndIsToldBehindTheMessages() {
		Lane lane = open();
		this.connection.receive("a");
		lane.close(CloseReason.CLIENT);
		assertThat(run(lane)).isFalse();
		assertThat(this.endpoint.events).containsExactly("connected", "a", "disconnected");
		assertThat(this.endpoint.reasons).containsExactly(CloseReason.CLIENT);
		assertThat(this.connection.isFinished()).isTrue();
		assertThat(this.connection.becameReady()).isFalse();
	}

	@Test
	void theEndIsToldOnce() {
		Lane lane = open();
		lane.close(CloseReason.CLIENT);
		assertThat(this.connection.isFinished()).isFalse();
		run(lane);
		receive(lane, "late");
		assertThat(this.endpoint.reasons).hasSize(1);
	}

	@Test
	void theEndOfOneThatWasNotEstablishedIsNotTold() {
		this.connection = new LoneConnection(this.endpoint);
		this.connection.lane().close(CloseReason.TLS_ERROR);
		assertThat(this.connection.isFinished()).isTrue();
		assertThat(this.connection.lane().step()).isNegative();
		assertThat(this.connection.becameReady()).isFalse();
	}

	@Test
	void whereConnectionsAreNotFollowedAQuietOneEndsAtOnce() {
		Lane lane = openIgnoring();
		lane.close(CloseReason.CLIENT);
		assertThat(this.connection.isFinished()).isTrue();
		assertThat(lane.step()).isNegative();
		assertThat(this.connection.becameReady()).isFalse();
	}

	@Test
	void whereConnectionsAreNotFollowedOneThatIsNotQuietEndsBehindItsMessages() {
		Lane lane = openIgnoring();
		this.connection.receive("a");
		lane.close(CloseReason.CLIENT);
		assertThat(this.connection.isFinished()).isFalse();
		run(lane);
		assertThat(this.endpoint.events).first().isEqualTo("a");
		assertThat(this.connection.isFinished()).isTrue();
	}

	@Test
	void whenToldOfTheEndFailsItIsOverAllTheSame(CapturedOutput output) {
		this.endpoint = new TestEndpoint((connection, message) -> message) {

			@Override
			public void disconnected(TcpConnection connection, CloseReason reason) {
				throw failure();
			}

		};
		Lane lane = open();
		lane.close(CloseReason.CLIENT);
		assertThat(run(lane)).isFalse();
		assertThat(output).contains("@TcpDisconnected method failed");
		assertThat(this.connection.isFinished()).isTrue();
	}

	@Test
	void whenConnectedFailsNothingIsHandled() {
		this.endpoint.greeting((connection, nothing) -> {
			throw failure();
		});
		Lane lane = opening();
		this.connection.receive("a");
		run(lane);
		assertThat(this.endpoint.events).containsExactly("connected");
		assertThat(this.connection.connection().closer().reason()).isEqualTo(CloseReason.HANDLER_ERROR);
	}

	@Test
	void whenTheRunItselfFailsTheConnectionEndsAndWhatIsLeftIsDropped() {
		Lane lane = open();
		this.connection.receive("a", "b");
		assertThat(this.connection.becameReady()).isTrue();
		assertThat(lane.run(() -> {
			throw new StackOverflowError("expected by this test");
		})).isTrue();
		assertThat(this.connection.connection().closer().reason()).isEqualTo(CloseReason.HANDLER_ERROR);
		assertThat(lane.thread()).isNull();
		assertThat(lane.run(this.listener)).isFalse();
		assertThat(this.endpoint.events).containsExactly("connected", "a");
		assertThat(lane.isIdle()).isTrue();
	}

	@Test
	void whenTheRunThatEndsFailsTheEndIsToldByTheNext() {
		Lane lane = open();
		this.connection.receive("a");
		lane.close(CloseReason.CLIENT);
		assertThat(this.connection.becameReady()).isTrue();
		assertThat(lane.run(() -> {
			throw new StackOverflowError("expected by this test");
		})).isTrue();
		assertThat(lane.run(this.listener)).isFalse();
		assertThat(this.endpoint.reasons).containsExactly(CloseReason.CLIENT);
	}

	@Test
	void anErrorWhileALateReplyIsEncodedEndsTheConnection() {
		this.endpoint = new TestEndpoint((connection, message) -> this.later) {

			@Override
			public Object encode(Object message) {
				throw new StackOverflowError("expected by this test");
			}

		};
		Lane lane = open();
		receive(lane, "a");
		this.later.complete(42);
		assertThat(this.connection.connection().closer().reason()).isEqualTo(CloseReason.HANDLER_ERROR);
		assertThat(run(lane)).isFalse();
		assertThat(List.copyOf(this.endpoint.events)).containsExactly("connected", "a");
	}

}
