package io.netpool.sample.soak;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process holds while it has no client.
 *
 * @param heap bytes of live objects
 * @param resident bytes of memory, native memory included
 * @param threads its threads
 * @param descriptors its file descriptors
 * @param connections those that are in a registry, or that anything else refers to
 * @param logged bytes of its log
 */
record Vitals(long heap, long resident, long threads, long descriptors, long connections, long logged) {

	private static final long MIB = 1024 * 1024;

	/**
	 * Compilers, carriers of virtual threads, Tomcat's threads and the few handler
	 * threads that are permitted come and go.
	 */
	private static final long MORE_THREADS = 24;

	private static final long MORE_DESCRIPTORS = 8;

	private static final long MORE_HEAP = 4 * MIB;

	private static final long MORE_RESIDENT = 64 * MIB;

	/**
	 * A line for each close reason every ten seconds, and what it says of them.
	 */
	private static final long LOG_BYTES_PER_MINUTE = 32 * 1024;

	private static final double LOG_BYTES_PER_CLIENT_BYTE = 0.001;

	/**
	 * Assert that no more is held than at an earlier time.
	 */
	void assertNoDriftSince(Vitals earlier) {
		assertThat(this.connections).as("connections held without a client: %s", this).isZero();
		assertThat(this.heap).as("bytes of live objects, after %s", earlier).isLessThan(earlier.heap() + MORE_HEAP);
		assertThat(this.resident).as("bytes of resident memory, after %s", earlier)
			.isLessThan(earlier.resident() + MORE_RESIDENT);
		assertThat(this.threads).as("threads, after %s", earlier).isLessThanOrEqualTo(earlier.threads() + MORE_THREADS);
		assertThat(this.descriptors).as("file descriptors, after %s", earlier)
			.isLessThanOrEqualTo(earlier.descriptors() + MORE_DESCRIPTORS);
	}

	/**
	 * Assert that clients have not filled the log since an earlier time.
	 * @param clientBytes what they have sent
	 */
	void assertLogBounded(Vitals earlier, long clientBytes, double minutes) {
		double most = LOG_BYTES_PER_MINUTE * Math.max(1, minutes) + LOG_BYTES_PER_CLIENT_BYTE * clientBytes;
		assertThat(this.logged - earlier.logged()).as("bytes of log for %d bytes of clients", clientBytes)
			.isLessThan((long) most);
	}

}
