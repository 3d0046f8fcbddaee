package io.netpool.tcp.server.simulation;

import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpExchangeException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that the application has opened, and what has become of it.
 */
final class OpenedExchange {

	private final int number;

	private final long openedAt = Scheduler.current().nanoTime();

	private final long timeoutNanos;

	/**
	 * Number of exchanges that may be open when this one is opened.
	 */
	private final long openBefore;

	/**
	 * The result, {@code null} until the call that opens the exchange has returned.
	 */
	private @Nullable CompletableFuture<String> result;

	private boolean commandReceived;

	private boolean cancelled;

	/**
	 * When the client has sent its answer, -1 if it has not.
	 */
	private long answerSentAt = -1;

	private boolean settled;

	private @Nullable TcpExchangeException failure;

	/**
	 * The late answer that was dropped.
	 */
	private @Nullable Message dropped;

	OpenedExchange(int number, long timeoutNanos, long openBefore) {
		this.number = number;
		this.timeoutNanos = timeoutNanos;
		this.openBefore = openBefore;
	}

	int number() {
		return this.number;
	}

	long openBefore() {
		return this.openBefore;
	}

	void returned(CompletableFuture<String> future) {
		this.result = future;
	}

	@Nullable CompletableFuture<String> result() {
		return this.result;
	}

	boolean isDone() {
		return this.result != null && this.result.isDone();
	}

	/**
	 * Returns whether the exchange is over, and its result has not been looked at.
	 */
	boolean isUnsettled() {
		return isDone() && !this.settled;
	}

	void settled(@Nullable TcpExchangeException failure) {
		this.settled = true;
		this.failure = failure;
	}

	boolean hasFailed(TcpExchangeException.Reason reason) {
		return this.failure != null && this.failure.reason() == reason;
	}

	@Nullable TcpExchangeException failure() {
		return this.failure;
	}

	/**
	 * Returns whether its time is up.
	 */
	boolean isTimeUp() {
		return nanosAfterTimeout() >= 0;
	}

	/**
	 * Returns for how long its time has been up.
	 */
	long nanosAfterTimeout() {
		return Scheduler.current().nanoTime() - this.openedAt - this.timeoutNanos;
	}

	void cancel() {
		if (this.result != null) {
			this.cancelled = true;
			this.result.cancel(false);
		}
	}

	boolean isCancelled() {
		return this.cancelled && this.result != null && this.result.isCancelled();
	}

	/**
	 * Called when the client gets the command.
	 * @return whether it is the first time
	 */
	boolean commandReceived() {
		boolean first = !this.commandReceived;
		this.commandReceived = true;
		return first;
	}

	boolean isCommandReceived() {
		return this.commandReceived;
	}

	/**
	 * Returns whether a message may be the late answer that was dropped.
	 */
	boolean mayHaveDropped(Message message) {
		return this.dropped == null || this.dropped == message;
	}

	boolean hasDropped() {
		return this.dropped != null;
	}

	void dropped(Message message) {
		this.dropped = message;
	}

	void answerSent() {
		this.answerSentAt = (this.answerSentAt < 0) ? Scheduler.current().nanoTime() : this.answerSentAt;
	}

	/**
	 * Returns whether the client has sent its answer for some time.
	 */
	boolean isAnswered(long nanos) {
		return this.answerSentAt >= 0 && Scheduler.current().nanoTime() - this.answerSentAt > nanos;
	}

	@Override
	public String toString() {
		return "exchange " + this.number;
	}

}
