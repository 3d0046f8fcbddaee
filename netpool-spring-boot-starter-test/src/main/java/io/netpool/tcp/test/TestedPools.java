package io.netpool.tcp.test;

import java.util.List;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.PoolProtocols;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The pools of the application that is tested.
 *
 * @param pools the pools
 * @param protocols what they speak
 */
record TestedPools(ObjectProvider<TcpAcceptorPool> pools, PoolProtocols protocols) {

	/**
	 * Find a pool.
	 * @param name its name, {@code null} for the default or the only one
	 * @return the pool as it is at this moment
	 * @throws IllegalStateException if it does not listen
	 */
	TestedPool find(@Nullable String name) {
		List<TcpAcceptorPool> listening = this.pools.stream().filter((pool) -> pool.port() != -1).toList();
		if (name == null && listening.size() == 1) {
			return tested(listening.get(0));
		}
		String wanted = (name != null) ? name : TcpAcceptorPool.DEFAULT_NAME;
		return listening.stream()
			.filter((pool) -> pool.name().equals(wanted))
			.findFirst()
			.map(this::tested)
			.orElseThrow(() -> new IllegalStateException("No pool '%s' listens, but these do: %s".formatted(wanted,
					listening.stream().map(TcpAcceptorPool::name).toList())));
	}

	private TestedPool tested(TcpAcceptorPool pool) {
		return new TestedPool(pool.name(), pool.port(), this.protocols.of(pool.name()));
	}

}
