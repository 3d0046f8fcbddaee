package io.netpool.tcp.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.outbound.SendFuture;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import io.netpool.tcp.server.transport.IoThread;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageSender}, by itself.
 */
class MessageSenderTests {

	private static final byte[] MESSAGE = "hello".getBytes();

	private LoneConnection lone;

	private MessageSender sender;

	private void connect(OutboundOverflow overflow) {
		this.lone = new LoneConnection(LoneConnection.pool(TestEndpoint.echo(),
				new OutboundSettings(MESSAGE.length + OutboundQueue.OVERHEAD, overflow), null));
		this.sender = this.lone.connection().sender();
		this.lone.turn();
	}

	private static void assertNotSent(CompletionStage<Void> result, String why) {
		assertThat(result.toCompletableFuture()).isCompletedExceptionally();
		assertThat(result.toCompletableFuture()).failsWithin(1, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(TcpSendException.class)
			.withMessageContaining(why);
	}

	private SendFuture offer() {
		SendFuture result = new SendFuture();
		this.sender.offer(new OutboundQueue.Tracked(MESSAGE, result), null);
		return result;
	}

	/**
	 * Send on a thread that has to wait for room, and does.
	 */
	private CompletableFuture<CompletionStage<Void>> sendAndWait() {
		CompletableFuture<CompletionStage<Void>> sent = new CompletableFuture<>();
		Thread waiting = new Thread(() -> sent.complete(this.sender.send(MESSAGE)));
		waiting.start();
		Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);
		return sent;
	}

	@AfterEach
	void close() {
		this.lone.close();
	}

	@Test
	void whatIsSentIsQueuedAndItsIoThreadSignalled() {
		connect(OutboundOverflow.WAIT);
		CompletionStage<Void> result = this.sender.send(MESSAGE);
		assertThat(result.toCompletableFuture()).isNotDone();
		assertThat(this.lone.awaitsAttention()).isTrue();
		assertThat(this.lone.turn()).isTrue();
		assertThat(this.lone.sent()).containsExactly("hello");
	}

	@Test
	void whatIsOfferedIsQueuedAndItsIoThreadIsSignalledByAnother() {
		connect(OutboundOverflow.WAIT);
		assertThat(offer()).isNotDone();
		assertThat(this.lone.awaitsAttention()).isTrue();
		assertThat(this.lone.turn()).isFalse();
		assertThat(this.lone.sent()).containsExactly("hello");
	}

	@Test
	void withWaitWhatIsOfferedAndHasNoRoomIsNotSent() {
		connect(OutboundOverflow.WAIT);
		offer();
		assertNotSent(offer(), "its client does not read");
		assertThat(this.lone.connection().closer().reason()).isNull();
		assertThat(this.lone.sent()).containsExactly("hello");
	}

	@Test
	void withDisconnectWhatHasNoRoomEndsTheConnection() {
		connect(OutboundOverflow.DISCONNECT);
		this.sender.send(MESSAGE);
		assertNotSent(this.sender.send(MESSAGE), "and the connection was closed");
		assertThat(this.lone.connection().closer().reason()).isEqualTo(CloseReason.SLOW_READER);
		assertThat(this.lone.connection().isOpen()).isFalse();
	}

	@Test
	void toAConnectionThatIsClosedNothingIsSent() {
		connect(OutboundOverflow.WAIT);
		this.lone.connection().close();
		assertNotSent(this.sender.send(MESSAGE), "the connection is closed");
		assertNotSent(offer(), "the connection is closed");
		assertThat(this.lone.sent()).isEmpty();
	}

	/**
	 * It is closed for senders as soon as its handler closes it, while replies are still
	 * added.
	 */
	@Test
	void toAConnectionWhoseHandlerClosesItNothingIsSent() {
		this.lone = new LoneConnection(new TestEndpoint((connection, message) -> {
			connection.close();
			MessageSender late = ((ServedConnection) connection).sender();
			SendFuture offered = new SendFuture();
			late.offer(new OutboundQueue.Tracked(MESSAGE, offered), null);
			assertNotSent(offered, "the connection is closed");
			assertNotSent(late.send(MESSAGE), "the connection is closed");
			return "bye";
		}).ignoringConnections());
		this.lone.lane().open();
		this.lone.receive("a");
		this.lone.lane().run(() -> {
		});
		assertThat(this.lone.sent()).containsExactly("bye");
		assertThat(this.lone.pool().counters().of(Event.MESSAGE_FAILED).sum()).isZero();
	}

	@Test
	void aSenderThatFindsNoRoomWaitsUntilThereIs() {
		connect(OutboundOverflow.WAIT);
		this.lone.outbound().reply(MESSAGE);
		CompletableFuture<CompletionStage<Void>> sent = sendAndWait();
		// what takes the room must be on its way
		assertThat(this.lone.awaitsAttention()).isTrue();
		assertThat(this.lone.turn()).isTrue();
		this.lone.outbound().take(new Object[1], 1);
		this.lone.outbound().written(1, MESSAGE.length);
		assertThat(sent.join().toCompletableFuture()).isNotDone();
		assertThat(this.lone.sent()).containsExactly("hello");
	}

	@Test
	void aSenderThatWaitsIsToldThatTheConnectionIsClosed() {
		connect(OutboundOverflow.WAIT);
		this.lone.outbound().reply(MESSAGE);
		CompletableFuture<CompletionStage<Void>> sent = sendAndWait();
		this.lone.connection().close();
		assertNotSent(sent.join(), "the connection is closed");
	}

	@Test
	void aSenderThatIsInterruptedWhileItWaitsIsToldAndStaysInterrupted() {
		connect(OutboundOverflow.WAIT);
		this.lone.outbound().reply(MESSAGE);
		Thread.currentThread().interrupt();
		CompletionStage<Void> result = this.sender.send(MESSAGE);
		assertThat(Thread.interrupted()).isTrue();
		assertNotSent(result, "the sender was interrupted");
		assertThat(this.lone.connection().isOpen()).isTrue();
	}

	@Test
	void anIoThreadDoesNotWait() throws Exception {
		connect(OutboundOverflow.WAIT);
		this.lone.outbound().reply(MESSAGE);
		CompletableFuture<CompletionStage<Void>> sent = new CompletableFuture<>();
		Thread io = new IoThread.Factory("test").newThread(() -> sent.complete(this.sender.send(MESSAGE)));
		io.start();
		io.join();
		assertNotSent(sent.join(), "an I/O thread must not wait");
	}

}
