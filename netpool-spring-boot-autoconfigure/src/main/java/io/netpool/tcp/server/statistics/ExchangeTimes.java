package io.netpool.tcp.server.statistics;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.netpool.tcp.TcpPoolStatistics.EndedExchanges;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.TcpPoolStatistics.Exchanges;

/**
 * Numbers and durations of exchanges by outcome. Any thread may add and read.
 */
public final class ExchangeTimes {

	private final EnumAdders<ExchangeOutcome> counts = new EnumAdders<>(ExchangeOutcome.class);

	private final EnumAdders<ExchangeOutcome> nanos = new EnumAdders<>(ExchangeOutcome.class);

	private final LongAdder late = new LongAdder();

	/**
	 * Add an exchange that has ended.
	 * @param outcome its outcome
	 * @param took its duration in nanoseconds
	 */
	public void add(ExchangeOutcome outcome, long took) {
		this.counts.of(outcome).increment();
		this.nanos.of(outcome).add(took);
	}

	/**
	 * Add a late answer that was dropped.
	 */
	public void late() {
		this.late.increment();
	}

	/**
	 * The totals.
	 * @param open the number of open exchanges
	 */
	Exchanges totals(long open) {
		Map<ExchangeOutcome, EndedExchanges> ended = new EnumMap<>(ExchangeOutcome.class);
		for (ExchangeOutcome outcome : ExchangeOutcome.values()) {
			ended.put(outcome,
					new EndedExchanges(this.counts.of(outcome).sum(), Duration.ofNanos(this.nanos.of(outcome).sum())));
		}
		return new Exchanges(open, Collections.unmodifiableMap(ended), this.late.sum());
	}

}
