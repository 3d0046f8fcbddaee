package io.netpool.tcp.autoconfigure.diagnostics;

import java.net.InetAddress;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The setting from which a server of the application has its port, to find two servers
 * with the same port.
 *
 * @param server the server, as an error names it
 * @param key the key of the setting
 * @param written whether the application has written it
 * @param port its value
 * @param address the local address to which the server binds, {@code null} for all
 */
record PortSetting(String server, String key, boolean written, int port, @Nullable InetAddress address) {

	private static final int DEFAULT_WEB_PORT = 8080;

	static PortSetting ofPool(String name, Environment environment) {
		ConfiguredPool pool = ConfiguredPools.bind(environment).get(name);
		return new PortSetting("acceptor pool '" + name + "'", pool.checks().key("port"),
				pool.checks().isWritten("port"), pool.properties().port(), pool.properties().address());
	}

	/**
	 * The setting from which a web server has a port.
	 * @param port the port
	 * @param environment where it may be written
	 * @return the setting, {@code null} if the application sets the port in another way
	 */
	static @Nullable PortSetting ofWebServer(int port, Environment environment) {
		return Stream
			.of(ofServer("the web server", "server", environment),
					ofServer("the management server", "management.server", environment))
			.filter((setting) -> setting.port() == port && (setting.written() || setting.key().equals("server.port")))
			.findFirst()
			.orElse(null);
	}

	private static PortSetting ofServer(String server, String prefix, Environment environment) {
		String key = prefix + ".port";
		Integer port = environment.getProperty(key, Integer.class);
		return new PortSetting(server, key, port != null, (port != null) ? port : DEFAULT_WEB_PORT,
				Binder.get(environment).bind(prefix + ".address", InetAddress.class).orElse(null));
	}

	/**
	 * Whether only one of two servers with the same port can listen.
	 */
	boolean overlaps(PortSetting other) {
		InetAddress one = this.address;
		InetAddress two = other.address;
		return one == null || two == null || one.isAnyLocalAddress() || two.isAnyLocalAddress() || one.equals(two);
	}

	@Override
	public String toString() {
		return "'" + this.key + "' " + (this.written ? "is " : "has its default, ") + this.port;
	}

}
