package io.netpool.tcp.server.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Lets a line of the log through at most every ten seconds, so that a flood of events is
 * not a flood of lines.
 */
public final class LogLimit {

	private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	private final LongAdder suppressed = new LongAdder();

	/**
	 * Log an event, or count it for the next line.
	 * @param line writes the line, told how many were left out since the last one
	 */
	public void log(LongConsumer line) {
		long now = System.nanoTime();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + PERIOD_NANOS)) {
			line.accept(this.suppressed.sumThenReset());
		}
		else {
			this.suppressed.increment();
		}
	}

}
