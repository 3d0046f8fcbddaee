package io.netpool.tcp.autoconfigure.properties;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Names of the properties of a pool.
 *
 * @param pool the pool's name
 */
public record PropertyNames(String pool) {

	/**
	 * Name of the property source whose settings apply as long as nobody configures them:
	 * a port there does not require a handler.
	 */
	public static final String DEFAULTS = "netpoolDefaults";

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
	 * Replace the first elements of a name. In contrast to
	 * {@link ConfigurationPropertyName#subName} it can do so with a name of more than six
	 * elements that was put together by {@link ConfigurationPropertyName#append}.
	 * @param name the name
	 * @param length how many of its elements to replace
	 * @param prefix what to replace them with
	 */
	static ConfigurationPropertyName replacePrefix(ConfigurationPropertyName name, int length,
			ConfigurationPropertyName prefix) {
		ConfigurationPropertyName replaced = prefix;
		for (int i = length; i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, Form.ORIGINAL);
			replaced = replaced.append(name.chop(i + 1).isLastElementIndexed() ? "[" + element + "]" : element);
		}
		return replaced;
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
