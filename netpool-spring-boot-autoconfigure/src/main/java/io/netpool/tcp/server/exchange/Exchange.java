package io.netpool.tcp.server.exchange;

import java.util.concurrent.Future;

import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.server.outbound.OutboundQueue.Tracked;
import io.netpool.tcp.server.outbound.SendResult;
import org.jspecify.annotations.Nullable;

/**
 * A command and its expected answer. {@link ConnectionExchanges} removes it on the event
 * loop, before its future is completed.
 *
 * @param <T> the type of the answer
 */
final class Exchange<T> implements SendResult {

	private final ConnectionExchanges exchanges;

	private final Tracked command;

	private final ExpectedAnswer<T> expected;

	private final ExchangeFuture<T> future = new ExchangeFuture<>();

	private final long opened = System.nanoTime();

	/**
	 * Whether the command has been given to the socket. Confined to the event loop.
	 */
	private boolean sent;

	/**
	 * Whether this exchange is no longer open. Confined to the event loop.
	 */
	private boolean ended;

	private volatile @Nullable Future<?> timer;

	Exchange(ConnectionExchanges exchanges, byte[] command, ExpectedAnswer<T> expected) {
		this.exchanges = exchanges;
		this.command = new Tracked(command, this);
		this.expected = expected;
	}

	Tracked command() {
		return this.command;
	}

	ExchangeFuture<T> future() {
		return this.future;
	}

	long nanos() {
		return System.nanoTime() - this.opened;
	}

	/**
	 * Event loop: the command is being written, so that messages received from now on may
	 * be its answer.
	 */
	void commandSent() {
		this.sent = true;
	}

	/**
	 * Event loop: whether the command has been given to the socket.
	 */
	boolean isSent() {
		return this.sent;
	}

	/**
	 * Event loop: this exchange is no longer open.
	 */
	void ended() {
		this.ended = true;
		stopTimer();
	}

	/**
	 * Event loop: whether this exchange is no longer open.
	 */
	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Event loop: returns what completes this exchange if a message is its answer.
	 * @param message the message
	 * @return completes the future, {@code null} if the message is no answer
	 */
	@Nullable Runnable answeredBy(ReceivedMessage message) {
		T answer = message.as(this.expected);
		return (answer != null) ? () -> this.future.complete(answer) : null;
	}

	/**
	 * Sets the timer that ends this exchange, or that forgets it later.
	 */
	void timer(Future<?> started) {
		this.timer = started;
	}

	/**
	 * Cancels the timer.
	 */
	void stopTimer() {
		Future<?> started = this.timer;
		if (started != null) {
			this.timer = null;
			started.cancel(false);
		}
	}

	@Override
	public void written() {
		// the answer, not the command, completes the future
	}

	@Override
	public void lost(TcpSendException why) {
		this.exchanges.notSent(this, why);
	}

	@Override
	public void interrupted(TcpSendException why) {
		this.exchanges.interrupted(this);
	}

	void fail(TcpExchangeException failure) {
		this.future.completeExceptionally(failure);
	}

}
