package io.netpool.sample.live;

import java.util.Collection;
import java.util.List;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * What the pools have counted at one moment. These are totals: a page that has missed
 * some of them gets its rates from the difference of any two.
 *
 * @param at the moment, in milliseconds of a clock that never goes back
 * @param pools the pools
 */
record Snapshot(long at, List<PoolNumbers> pools) {

	static Snapshot of(Collection<TcpAcceptorPool> pools) {
		return new Snapshot(System.nanoTime() / 1_000_000, pools.stream().map(PoolNumbers::of).toList());
	}

}
