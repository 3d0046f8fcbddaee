package io.netpool.sample.live;

import java.util.Collection;
import java.util.List;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * The numbers of all pools at one point in time. They are totals, so that a page can
 * compute rates from any two snapshots.
 *
 * @param at the time in milliseconds of a monotonic clock
 * @param pools the numbers by pool
 */
record Snapshot(long at, List<PoolNumbers> pools) {

	static Snapshot of(Collection<TcpAcceptorPool> pools, MessageTimes times) {
		return new Snapshot(System.nanoTime() / 1_000_000,
				pools.stream().map((pool) -> PoolNumbers.of(pool, times)).toList());
	}

}
