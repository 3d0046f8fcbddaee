package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * The names under which a pool is configured and published.
 *
 * @param pool the pool's name
 */
record PropertyNames(String pool) {

	static final String ROOT = "netpool.tcp";

	static PropertyNames of(String pool) {
		return new PropertyNames(pool);
	}

	/**
	 * The full name of one of the pool's settings.
	 * @param name its name within the pool
	 */
	String key(String name) {
		return isDefault() ? ROOT + "." + name : ROOT + ".pools." + this.pool + "." + name;
	}

	/**
	 * The property in which the environment has the port the pool listens on.
	 */
	String localPort() {
		return isDefault() ? "local." + ROOT + ".port" : "local." + ROOT + "." + this.pool + ".port";
	}

	private boolean isDefault() {
		return this.pool.equals(TcpAcceptorPool.DEFAULT_NAME);
	}

}
