package io.netpool.tcp.autoconfigure.properties;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Names of the properties of a pool.
 *
 * @param pool the pool's name
 */
public record PropertyNames(String pool) {

	public static final String ROOT = "netpool.tcp";

	public static PropertyNames of(String pool) {
		return new PropertyNames(pool);
	}

	/**
	 * The pool's own key for a setting, whether or not it is written.
	 * @param name the setting's name within the pool
	 */
	public String key(String name) {
		return isDefault() ? ROOT + "." + name : ROOT + ".pools." + this.pool + "." + name;
	}

	/**
	 * The prefix of the pool's own keys.
	 */
	ConfigurationPropertyName prefix() {
		return ConfigurationPropertyName.of(isDefault() ? ROOT : ROOT + ".pools." + this.pool);
	}

	/**
	 * The property in which the environment has the port that the pool listens on.
	 */
	public String localPort() {
		return isDefault() ? "local." + ROOT + ".port" : "local." + ROOT + "." + this.pool + ".port";
	}

	private boolean isDefault() {
		return this.pool.equals(TcpAcceptorPool.DEFAULT_NAME);
	}

}
