package io.netpool.tcp.server.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Limits a log message to one in ten seconds, so that a flood of events is not a flood of
 * log messages. Any thread may call.
 */
public final class LogLimit {

	private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	private final LongAdder suppressed = new LongAdder();

	/**
	 * Logs an event, or counts it as suppressed.
	 * @param message writes the log message, given the number of suppressed ones
	 */
	public void log(LongConsumer message) {
		long now = System.nanoTime();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + PERIOD_NANOS)) {
			message.accept(this.suppressed.sumThenReset());
		}
		else {
			this.suppressed.increment();
		}
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
