package io.netpool.tcp.server.settings;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts reloads of the certificates of a pool. Any thread may call.
 *
 * @since 0.1.0
 */
public final class TlsReloadCounter {

	private final LongAdder succeeded = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/**
	 * Counts a reload.
	 * @param success whether the new certificate is in use
	 */
	public void add(boolean success) {
		(success ? this.succeeded : this.failed).increment();
	}

	/**
	 * Returns the number of reloads.
	 * @param success those that succeeded, or those that failed
	 * @return the total
	 */
	public long count(boolean success) {
		return (success ? this.succeeded : this.failed).sum();
	}

}
