package io.netpool.tcp.test;

import java.util.List;

import io.netpool.tcp.TcpAcceptorPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The pools of the application under test.
 *
 * @param pools the pools
 * @param protocols creates the protocols of their clients
 */
record TestedPools(ObjectProvider<TcpAcceptorPool> pools, PoolProtocolFactory protocols) {

	/**
	 * Find a pool that listens, or whose protocol one that listens detects.
	 * @param name the name of the pool, {@code null} for the only or the default one
	 * @return the pool with its current port and certificates
	 * @throws IllegalStateException if the pool does not listen
	 */
	TestedPool find(@Nullable String name) {
		List<TcpAcceptorPool> listening = this.pools.stream().filter((pool) -> pool.port() != -1).toList();
		boolean only = name == null && listening.size() == 1;
		String wanted = (name != null) ? name : TcpAcceptorPool.DEFAULT_NAME;
		String port = only ? listening.get(0).name() : this.protocols.listening(wanted);
		return listening.stream()
			.filter((pool) -> pool.name().equals(port))
			.findFirst()
			.map((pool) -> tested(only ? port : wanted, pool))
			.orElseThrow(() -> new IllegalStateException("No pool '%s' is listening; the pools that are: %s"
				.formatted(wanted, listening.stream().map(TcpAcceptorPool::name).toList())));
	}

	private TestedPool tested(String name, TcpAcceptorPool pool) {
		return new TestedPool(name, pool.port(), pool.security(), this.protocols.create(name));
	}

}
