package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.Transport;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutboundQueue}: a client that does not read can't fill the heap.
 */
class SlowReaderTests {

	private static final int MAX_PENDING = 256 * 1024;

	private static final String KIB = "x".repeat(1023);

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private static long pending(TcpConnection connection) {
		return ((ServedConnection) connection).outbound().pending();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void withWaitASenderIsHeldUntilTheClientReadsAndNothingIsLost(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.outbound(MAX_PENDING, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			List<CompletionStage<Void>> sent = new ArrayList<>();
			Thread sender = new Thread(() -> {
				for (int i = 0; i < 32 * 1024; i++) {
					sent.add(connection.send(KIB));
				}
			});
			sender.start();
			Awaitility.await().until(() -> sender.getState() == Thread.State.WAITING);
			assertThat(pending(connection)).isLessThanOrEqualTo(MAX_PENDING);
			assertThat(client.read(32 * 1024 * 1024)).hasSize(32 * 1024 * 1024);
			sender.join();
			assertThat(sent)
				.allSatisfy((stage) -> assertThat(stage.toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS));
		}
	}

	@Test
	void withDisconnectAConnectionWhoseClientDoesNotReadIsClosed() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).outbound(MAX_PENDING, OutboundOverflow.DISCONNECT).start()) {
			pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			CompletionStage<Void> last = CompletableFuture.completedFuture(null);
			for (int i = 0; i < 32 * 1024 && connection.isOpen(); i++) {
				last = connection.send(KIB);
			}
			assertThat(last.toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
				.withThrowableThat()
				.withCauseInstanceOf(TcpSendException.class);
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.SLOW_READER);
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aClientThatAsksAndDoesNotReadIsNoLongerReadFrom(Threads threads) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> KIB.repeat(16));
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.queue(16)
			.outbound(MAX_PENDING, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			client.send("more\n".repeat(2000));
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isPositive());
			assertThat(pending(connection)).isLessThanOrEqualTo(MAX_PENDING + 16 * 1024);
			assertThat(client.read(2000 * (KIB.length() * 16 + 1))).hasSize(2000 * (KIB.length() * 16 + 1));
		}
	}

	/**
	 * The lane waits for room that becomes free when the write fails, and reading waits
	 * for the lane.
	 */
	@ParameterizedTest
	@MethodSource("allThreads")
	void aClientThatAsksAndDoesNotReadMayReset(Threads threads) throws Exception {
		int maxPending = 16 * MAX_PENDING;
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> KIB.repeat(16));
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.queue(16)
			.outbound(maxPending, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect().send("more\n".repeat(2000));
			TcpConnection connection = endpoint.nextConnection();
			Awaitility.await()
				.until(() -> pending(connection) > maxPending / 2 && connection.statistics().readingPaused());
			client.reset();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.NETWORK_ERROR);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aSenderThatWaitsIsToldWhenTheConnectionIsLost(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.outbound(MAX_PENDING, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			CompletableFuture<Void> outcome = new CompletableFuture<>();
			Thread sender = new Thread(() -> {
				CompletionStage<Void> last = CompletableFuture.completedFuture(null);
				while (connection.isOpen()) {
					last = connection.send(KIB);
				}
				last.whenComplete((done, failure) -> outcome.complete(null));
			});
			sender.start();
			Awaitility.await().until(() -> sender.getState() == Thread.State.WAITING);
			client.reset();
			assertThat(outcome).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void aMessageLargerThanTheBoundIsSentWhenNothingElseWaits() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).outbound(1000, OutboundOverflow.WAIT).start()) {
			TestClient client = pool.connect();
			endpoint.nextConnection().send("y".repeat(100_000));
			assertThat(client.readLine()).hasSize(100_000);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void withDisconnectRepliesLargerThanTheBoundAreSentToAClientThatReads(Threads threads) {
		String large = "y".repeat(2 * 1024 * 1024);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> large);
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.outbound(MAX_PENDING, OutboundOverflow.DISCONNECT)
			.start()) {
			TestClient client = pool.connect().send("a\nb\n");
			assertThat(client.readLine()).isEqualTo(large);
			assertThat(client.readLine()).isEqualTo(large);
		}
	}

	/**
	 * On the I/O thread, as soon as the message before was written, it must not count any
	 * more.
	 */
	@ParameterizedTest
	@EnumSource
	void whoIsToldThatAMessageWasWrittenHasItsRoom(OutboundOverflow overflow) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.send(KIB).thenRun(() -> connection.send(KIB).thenRun(() -> connection.send("done")));
			return null;
		});
		try (TestPool pool = new TestPool(endpoint).threads(Threads.INLINE).outbound(1500, overflow).start()) {
			TestClient client = pool.connect().send("more\n");
			assertThat(client.readLine()).isEqualTo(KIB);
			assertThat(client.readLine()).isEqualTo(KIB);
			assertThat(client.readLine()).isEqualTo("done");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void withDisconnectSeveralRepliesOfWhichOneFitsAreSentToAClientThatReads(Threads threads) {
		AtomicInteger left = new AtomicInteger(10);
		TestEndpoint endpoint = new TestEndpoint(
				(connection, message) -> TcpReply.several((sender) -> next(sender, left)));
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.outbound(1500, OutboundOverflow.DISCONNECT)
			.start()) {
			TestClient client = pool.connect().send("more\n");
			for (int i = 0; i < 10; i++) {
				assertThat(client.readLine()).isEqualTo(KIB);
			}
			assertThat(client.readLine()).isEqualTo("done");
		}
	}

	private static TcpReply next(TcpReply.Sender sender, AtomicInteger left) {
		return (left.getAndDecrement() > 0)
				? TcpReply.later(sender.send(KIB).thenApply((written) -> TcpReply.next(() -> next(sender, left))))
				: TcpReply.of("done");
	}

	/**
	 * A write that exceeds the water mark of the channel changes its writability twice
	 * before it returns. The second message waits for the end of the first, and needs the
	 * room of its reply.
	 */
	@Test
	void withDisconnectNoMessageIsHandledWithinTheWriteOfAReply() {
		WriteBufferWaterMark waterMark = new WriteBufferWaterMark(100, 200);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> message.equals("first")
				? connection.send("wait").thenApply((written) -> KIB) : KIB);
		try (TestPool pool = new TestPool(endpoint).threads(Threads.INLINE)
			.transport(Transport.NIO)
			.queue(1)
			.outbound(1500, OutboundOverflow.DISCONNECT)
			.customizer((name, bootstrap) -> bootstrap.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark))
			.start()) {
			TestClient client = pool.connect().send("first\nsecond\n");
			assertThat(client.readLine()).isEqualTo("wait");
			assertThat(client.readLine()).isEqualTo(KIB);
			assertThat(client.readLine()).isEqualTo(KIB);
			assertThat(client.send("third\n").readLine()).isEqualTo(KIB);
		}
	}

	@Test
	void withDisconnectRepliesThatAClientDoesNotReadCloseItsConnection() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> KIB.repeat(64));
		try (TestPool pool = new TestPool(endpoint).outbound(MAX_PENDING, OutboundOverflow.DISCONNECT).start()) {
			pool.connect().send("more\n".repeat(1000));
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.SLOW_READER);
		}
	}

	@Test
	void aSenderOnAnIoThreadOfAnyConnectionIsNotHeld() throws Exception {
		CompletableFuture<TcpConnection> slow = new CompletableFuture<>();
		CompletableFuture<CompletionStage<Void>> last = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("slow")) {
				slow.complete(connection);
				return null;
			}
			CompletionStage<Void> sent = slow.join().send(KIB);
			while (!sent.toCompletableFuture().isCompletedExceptionally()) {
				sent = slow.join().send(KIB);
			}
			last.complete(sent);
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(Threads.INLINE)
			.outbound(MAX_PENDING, OutboundOverflow.WAIT)
			.start()) {
			pool.connect().send("slow\n");
			slow.get(10, TimeUnit.SECONDS);
			List<TestClient> pushers = List.of(pool.connect().send("push\n"), pool.connect().send("push\n"));
			pushers.forEach((pusher) -> assertThat(pusher.readLine()).isEqualTo("push"));
			assertThat(last.join().toCompletableFuture()).isCompletedExceptionally();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aFramingThatFailsToWriteClosesItsConnectionAndTellsTheSender(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads).framing(new FourBytes(true)).start()) {
			pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			assertThat(connection.send("x").toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS);
			endpoint.nextReason();
			assertThat(pending(connection)).isZero();
			assertThat(pool.pool().drain()).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void whatItsFramingCanNotCarryIsNotSentAndTheConnectionGoesOn() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(new FourBytes(false)).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			CompletionStage<Void> tooLong = connection.send("too long");
			connection.send("fits");
			assertThat(tooLong.toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
				.withThrowableThat()
				.withCauseInstanceOf(TcpSendException.class)
				.withMessageContaining("not four bytes");
			assertThat(client.read(4)).asString().isEqualTo("fits");
		}
	}

	@Test
	void aSenderThatIsInterruptedWhileItWaitsIsToldAndStaysInterrupted() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).outbound(MAX_PENDING, OutboundOverflow.WAIT).start()) {
			pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			AtomicReference<CompletionStage<Void>> last = new AtomicReference<>();
			Thread sender = new Thread(() -> {
				while (!Thread.currentThread().isInterrupted()) {
					last.set(connection.send(KIB));
				}
				interrupted.complete(Thread.currentThread().isInterrupted());
			});
			sender.start();
			Awaitility.await().until(() -> sender.getState() == Thread.State.WAITING);
			sender.interrupt();
			assertThat(interrupted).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
			assertThat(last.get().toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
				.withThrowableThat()
				.withMessageContaining("the sender was interrupted");
			assertThat(connection.isOpen()).isTrue();
		}
	}

	@Test
	void closingOrAbortingAConnectionOfAStoppedPoolHasNoEffect() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).start()) {
			pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			pool.pool().stop();
			connection.abort();
			connection.close();
			assertThat(connection.isOpen()).isFalse();
		}
	}

	/**
	 * Finds out late that it can carry four bytes alone: it says so, or has a bug there.
	 */
	private static final class FourBytes implements TcpFraming {

		private final TcpFraming framing = Framings.fixedLength(4);

		private final boolean bug;

		FourBytes(boolean bug) {
			this.bug = bug;
		}

		@Override
		public boolean next(FrameInput input) throws TcpFramingException {
			return this.framing.next(input);
		}

		@Override
		public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
			output.write(payload);
			if (payload.length != 4) {
				if (this.bug) {
					throw new IllegalStateException("expected by this test");
				}
				throw new TcpFramingException("not four bytes");
			}
		}

	}

}
