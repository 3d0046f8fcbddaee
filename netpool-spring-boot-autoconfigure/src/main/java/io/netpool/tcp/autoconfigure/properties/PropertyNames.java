package io.netpool.tcp.autoconfigure.properties;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * The names under which a pool is configured and published.
 *
 * @param pool the pool's name
 */
public record PropertyNames(String pool) {

	public static final String ROOT = "netpool.tcp";

	public static PropertyNames of(String pool) {
		return new PropertyNames(pool);
	}

	/**
	 * The full name of one of the pool's settings.
	 * @param name its name within the pool
	 */
	public String key(String name) {
		return isDefault() ? ROOT + "." + name : ROOT + ".pools." + this.pool + "." + name;
	}

	/**
	 * The property in which the environment has the port the pool listens on.
	 */
	public String localPort() {
		return isDefault() ? "local." + ROOT + ".port" : "local." + ROOT + "." + this.pool + ".port";
	}

	private boolean isDefault() {
		return this.pool.equals(TcpAcceptorPool.DEFAULT_NAME);
	}

}
