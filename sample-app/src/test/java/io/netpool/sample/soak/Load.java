package io.netpool.sample.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visitors of all kinds at the same time, one thread each, which come again and again.
 */
final class Load {

	private final AtomicLong names = new AtomicLong();

	private final LongAdder sent = new LongAdder();

	private final Map<Visitor, LongAdder> visits = new EnumMap<>(Visitor.class);

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final int port;

	private final int securePort;

	Load(int port, int securePort) {
		this.port = port;
		this.securePort = securePort;
		for (Visitor visitor : Visitor.values()) {
			this.visits.put(visitor, new LongAdder());
		}
	}

	/**
	 * Visit for so long, and leave.
	 */
	void run(Duration time) throws InterruptedException {
		long end = System.nanoTime() + time.toNanos();
		List<Thread> threads = new ArrayList<>();
		for (Visitor visitor : Visitor.values()) {
			for (int i = 0; i < visitor.crowd(); i++) {
				Thread thread = new Thread(() -> visitUntil(end, visitor), "soak-" + visitor);
				thread.start();
				threads.add(thread);
			}
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.visits).allSatisfy((visitor, count) -> assertThat(count.sum()).isPositive());
	}

	private void visitUntil(long end, Visitor visitor) {
		while (System.nanoTime() < end && this.failures.isEmpty()) {
			try (Visit visit = new Visit(visitor.isSecure() ? this.securePort : this.port, this.sent)) {
				visitor.visit(visit, "v" + this.names.incrementAndGet());
			}
			catch (IOException ex) {
				if (visitor.isWellBehaved()) {
					this.failures.add(new AssertionError(visitor + " failed", ex));
				}
			}
			catch (Throwable ex) {
				this.failures.add(new AssertionError(visitor + " failed", ex));
			}
			this.visits.get(visitor).increment();
		}
	}

	/**
	 * What went wrong for those that did nothing wrong.
	 */
	Collection<Throwable> failures() {
		return this.failures;
	}

	/**
	 * What all of them have sent, as payloads of TCP or TLS.
	 */
	long sentBytes() {
		return this.sent.sum();
	}

}
