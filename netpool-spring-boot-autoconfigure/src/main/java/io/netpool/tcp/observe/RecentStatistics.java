package io.netpool.tcp.observe;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPoolStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a pool for its meters. A scrape reads some fifty meters of a pool,
 * each by itself, and a snapshot visits every connection: so meters share a snapshot, as
 * long as it is recent.
 */
final class RecentStatistics {

	/**
	 * Long enough for most scrapes.
	 */
	static final Duration MAX_AGE = Duration.ofMillis(10);

	private final LongSupplier nanoTime;

	private volatile @Nullable Snapshot last;

	RecentStatistics(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * A function of a pool for one of its statistics. It does not refer to the pool,
	 * which a registry keeps by a weak reference.
	 */
	ToDoubleFunction<TcpAcceptorPool> reading(ToDoubleFunction<TcpPoolStatistics> value) {
		return (pool) -> value.applyAsDouble(of(pool));
	}

	private TcpPoolStatistics of(TcpAcceptorPool pool) {
		Snapshot recent = this.last;
		if (recent == null || this.nanoTime.getAsLong() - recent.takenAt() > MAX_AGE.toNanos()) {
			TcpPoolStatistics statistics = pool.statistics();
			recent = new Snapshot(statistics, this.nanoTime.getAsLong());
			this.last = recent;
		}
		return recent.statistics();
	}

	private record Snapshot(TcpPoolStatistics statistics, long takenAt) {

	}

}
