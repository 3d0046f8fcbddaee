package io.netpool.tcp.server.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Limits a log message to one in ten seconds, so that a flood of events is not a flood of
 * log messages. Any thread may call.
 */
public final class LogLimit {

	private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final LongSupplier clock;

	private final AtomicLong next;

	private final LongAdder suppressed = new LongAdder();

	public LogLimit() {
		this(System::nanoTime);
	}

	/**
	 * Creates a limit with a clock.
	 * @param clock the time in nanoseconds
	 */
	LogLimit(LongSupplier clock) {
		this.clock = clock;
		this.next = new AtomicLong(clock.getAsLong());
	}

	/**
	 * Logs an event, or counts it as suppressed.
	 * @param message writes the log message, given the number of suppressed ones
	 * @return whether it was logged
	 */
	public boolean log(LongConsumer message) {
		long now = this.clock.getAsLong();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + PERIOD_NANOS)) {
			message.accept(this.suppressed.sumThenReset());
			return true;
		}
		this.suppressed.increment();
		return false;
	}

	/**
	 * Returns the end of a log message that says how many others were suppressed.
	 * @param suppressed their number
	 * @return the text, empty if there was none
	 */
	public static String suffix(long suppressed) {
		return (suppressed > 0) ? " (" + suppressed + " similar messages were suppressed)" : "";
	}

}
