package io.netpool.tcp.server.lane;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BiConsumer;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous reply that a lane rests for.
 * <p>
 * Either its stage completes, or it is cancelled: the state decides once, by
 * compare-and-set, who ends the rest. A cancelled reply is cancelled at its source, in a
 * step of the lane. That usually completes the stage, which then determines the reply:
 * exception handlers and decorators follow the stage. If it does not, the message fails
 * with the reason, and what the stage completes with later is ignored.
 */
final class PendingReply implements BiConsumer<@Nullable TcpReply, @Nullable Throwable>, Step {

	private static final AtomicReferenceFieldUpdater<PendingReply, Object> STATE = AtomicReferenceFieldUpdater
		.newUpdater(PendingReply.class, Object.class, "state");

	private static final Object WAITING = new Object();

	private static final Object ENDED = new Object();

	private final MessageInterpreter interpreter;

	private final Later later;

	/**
	 * {@link #WAITING}, {@link #ENDED}, {@link Cancelled}, or then the {@link Outcome} of
	 * the stage.
	 */
	private volatile Object state = WAITING;

	PendingReply(MessageInterpreter interpreter, Later later) {
		this.interpreter = interpreter;
		this.later = later;
	}

	/**
	 * Called by the thread that completes the stage.
	 */
	@Override
	public void accept(@Nullable TcpReply reply, @Nullable Throwable failure) {
		if (STATE.compareAndSet(this, WAITING, ENDED)) {
			this.interpreter.completed(reply, failure);
		}
		else if (this.state instanceof Cancelled cancelled) {
			STATE.compareAndSet(this, cancelled, new Outcome(reply, failure));
		}
	}

	/**
	 * Any thread: whether the stage has neither completed nor been cancelled.
	 */
	boolean isWaiting() {
		return this.state == WAITING;
	}

	/**
	 * Any thread: the number of replies that its source has produced, -1 if it produces a
	 * single one.
	 */
	long produced() {
		return this.later.produced();
	}

	/**
	 * Any thread: cancels the reply, unless its stage has completed.
	 * @return whether the caller must have the lane run {@link #run()}
	 */
	boolean cancel(Throwable reason) {
		return isWaiting() && STATE.compareAndSet(this, WAITING, new Cancelled(reason));
	}

	/**
	 * Called on the lane after {@link #cancel}.
	 */
	@Override
	public TcpReply run() throws Throwable {
		if (this.state instanceof Cancelled cancelled) {
			this.later.cancel(cancelled.reason());
		}
		Object end = STATE.getAndSet(this, ENDED);
		if (end instanceof Cancelled cancelled) {
			throw cancelled.reason();
		}
		Outcome outcome = (Outcome) end;
		if (outcome.failure() != null) {
			throw outcome.failure();
		}
		return Objects.requireNonNull(outcome.reply());
	}

	/**
	 * Cancelled, and the stage has not completed.
	 */
	private record Cancelled(Throwable reason) {

	}

	/**
	 * What the stage has completed with after the reply was cancelled.
	 */
	private record Outcome(@Nullable TcpReply reply, @Nullable Throwable failure) {

	}

}
