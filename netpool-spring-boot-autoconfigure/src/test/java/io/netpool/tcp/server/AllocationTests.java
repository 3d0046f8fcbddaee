package io.netpool.tcp.server;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message costs in memory that has to be collected again, on the I/O thread and
 * the handler threads together.
 */
class AllocationTests {

	private static final int PIPELINED = 16;

	private static final int ROUNDS = 2000;

	/**
	 * A line of 64 characters is a {@code String} (24 + 80 bytes), its reply the bytes to
	 * send (80). What is left of this is for the queues, a write and its promise, and, on
	 * handler threads, for a hand-over, all shared by the messages that came together.
	 */
	private static final int BYTES_PER_MESSAGE = 256;

	private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@ParameterizedTest
	@EnumSource(names = { "INLINE", "PLATFORM" })
	void aMessageAllocatesItsTextItsReplyAndLittleElse(Threads threads) {
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).threads(threads).ioThreads(1).start()) {
			TestClient client = pool.connect();
			exchange(client);
			long before = allocated();
			exchange(client);
			long perMessage = (allocated() - before) / (ROUNDS * PIPELINED);
			assertThat(perMessage).isBetween(100L, (long) BYTES_PER_MESSAGE);
		}
	}

	private static void exchange(TestClient client) {
		String line = "x".repeat(64);
		String batch = (line + "\n").repeat(PIPELINED);
		for (int i = 0; i < ROUNDS; i++) {
			client.send(batch);
			for (int k = 0; k < PIPELINED; k++) {
				assertThat(client.readLine()).isEqualTo(line);
			}
		}
	}

	private long allocated() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("netpool-") || thread.getName().startsWith("test-handler"))
			.mapToLong((thread) -> this.memory.getThreadAllocatedBytes(thread.getId()))
			.sum();
	}

}
