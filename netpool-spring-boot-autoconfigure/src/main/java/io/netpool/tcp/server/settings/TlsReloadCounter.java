package io.netpool.tcp.server.settings;

import java.util.concurrent.atomic.LongAdder;

/**
 * How often the certificates of a pool were replaced while it served, or were to be and
 * could not.
 *
 * @since 0.1.0
 */
public final class TlsReloadCounter {

	private final LongAdder succeeded = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/**
	 * Any thread: count one.
	 * @param success whether the new certificate serves
	 */
	public void add(boolean success) {
		(success ? this.succeeded : this.failed).increment();
	}

	/**
	 * How many there were.
	 * @param success of those whose certificate serves, or of the others
	 * @return the total
	 */
	public long count(boolean success) {
		return (success ? this.succeeded : this.failed).sum();
	}

}
