package io.netpool.tcp.autoconfigure.properties;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Configured pools, bound as in an application.
 */
public final class TestPools {

	private TestPools() {
	}

	public static ConfiguredPools of(Environment environment) {
		return ConfiguredPools.bind(environment);
	}

	/**
	 * The settings of a pool, which need not have an effect.
	 */
	static PoolProperties bind(String pool, Environment environment) {
		return pool.equals(TcpAcceptorPool.DEFAULT_NAME) ? ConfiguredPools.bind(PoolProperties.class, environment)
				: ConfiguredPools.bind(NetpoolProperties.class, environment).pools().get(pool);
	}

	/**
	 * Configure pools.
	 * @param settings names and values, such as {@code acceptors=7}
	 */
	public static ConfiguredPools of(String... settings) {
		return of(environment(settings));
	}

	/**
	 * Configure the default pool.
	 * @param settings names, such as {@code acceptors}, and values
	 */
	public static ConfiguredPool defaultPool(Map<String, ?> settings) {
		return of(environment(settings)).get("default");
	}

	public static StandardEnvironment environment(String... settings) {
		Map<String, Object> values = new LinkedHashMap<>();
		Stream.of(settings).map((setting) -> setting.split("=", 2)).forEach((parts) -> values.put(parts[0], parts[1]));
		return environment(values);
	}

	private static StandardEnvironment environment(Map<String, ?> settings) {
		Map<String, Object> properties = new LinkedHashMap<>();
		settings.forEach((name, value) -> properties.put(PropertyNames.ROOT + "." + name, value));
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return environment;
	}

}
