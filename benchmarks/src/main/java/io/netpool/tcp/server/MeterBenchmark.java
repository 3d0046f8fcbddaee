package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netpool.tcp.observe.TcpPoolMetrics;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netpool.tcp.server.statistics.IoCounters.Count;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What meters cost: counting, once for each read, and reading all of them, once for each
 * scrape.
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MeterBenchmark {

	private static final int IO_THREADS = 8;

	private final IoCounters counters = new IoCounters();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	// meters hold what they read weakly
	private final NettyAcceptorPool pool = new NettyAcceptorPool(BenchmarkPool.settings(IO_THREADS, null),
			BenchmarkPool.Echo::new, new ConnectionDirectory());

	/**
	 * Bind the meters of a pool.
	 */
	public MeterBenchmark() {
		new TcpPoolMetrics(List.of(this.pool)).bindTo(this.registry);
	}

	/**
	 * Count what a read has brought.
	 */
	@Benchmark
	public void count() {
		this.counters.add(Count.RECEIVED_MESSAGES, 16);
	}

	/**
	 * Read every meter of a pool with eight I/O threads.
	 * @return the sum of all
	 */
	@Benchmark
	public double scrape() {
		double sum = 0;
		for (Meter meter : this.registry.getMeters()) {
			for (Measurement measurement : meter.measure()) {
				sum += measurement.getValue();
			}
		}
		return sum;
	}

}
