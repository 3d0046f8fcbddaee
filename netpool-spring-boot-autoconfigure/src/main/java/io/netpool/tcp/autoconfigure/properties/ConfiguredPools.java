package io.netpool.tcp.autoconfigure.properties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * The pools that the application has configured. Everything that needs a pool's settings
 * takes them from here.
 */
public final class ConfiguredPools {

	private static final String VALID_NAME = "[a-z][a-z0-9-]*";

	private final Map<String, ConfiguredPool> pools = new HashMap<>();

	private final List<ConfiguredPool> detected;

	private final List<ConfiguredPool> all;

	/**
	 * Create it.
	 * @param defaultPool the settings under {@code netpool.tcp}, which named pools
	 * inherit. They are bound before those of named pools, so that an error in one of
	 * them names its own key
	 * @param netpool has the settings of the named pools
	 * @param environment where they are written
	 * @throws InvalidSettingException if a setting that is written has no effect
	 */
	public ConfiguredPools(PoolProperties defaultPool, NetpoolProperties netpool, Environment environment) {
		add(TcpAcceptorPool.DEFAULT_NAME, defaultPool, environment);
		netpool.pools().forEach((name, properties) -> add(name, properties, environment));
		List<ConfiguredPool> listening = names(environment).stream().map(this::get).toList();
		this.detected = PoolNames.find(environment)
			.stream()
			.filter((name) -> isDetected(name, environment))
			.map(this::get)
			.toList();
		this.all = Stream.concat(listening.stream(), this.detected.stream()).toList();
		new IneffectiveSettings(netpool.shutdown()).check(this.all);
		DetectedPools.check(this.detected, get(TcpAcceptorPool.DEFAULT_NAME).checks());
	}

	/**
	 * Bind the settings of all pools.
	 * @throws InvalidSettingException if a setting that is written has no effect
	 */
	public static ConfiguredPools bind(Environment environment) {
		return new ConfiguredPools(bind(PoolProperties.class, environment), bind(NetpoolProperties.class, environment),
				environment);
	}

	static <T> T bind(Class<T> type, Environment environment) {
		return Binder.get(environment, new PoolPropertiesBindHandler(BindHandler.DEFAULT, environment))
			.bindOrCreate(PropertyNames.ROOT, type);
	}

	private void add(String name, PoolProperties properties, Environment environment) {
		this.pools.put(name,
				new ConfiguredPool(name, properties, new SettingChecks(PropertyNames.of(name), environment)));
	}

	/**
	 * The pool of a name. That of the default pool is there even if the application has
	 * named pools only.
	 */
	public ConfiguredPool get(String name) {
		return Objects.requireNonNull(this.pools.get(name), () -> "No pool '" + name + "' is configured");
	}

	/**
	 * The pools that listen, and those that serve connections of the default pool.
	 */
	public List<ConfiguredPool> all() {
		return this.all;
	}

	/**
	 * The named pools that have no port, but serve connections of the default pool.
	 */
	public List<ConfiguredPool> detected() {
		return this.detected;
	}

	private static boolean isDetected(String name, Environment environment) {
		return new SettingChecks(PropertyNames.of(name), environment).isOwn(DetectedPools.START);
	}

	/**
	 * The names of the pools that listen: the default pool, unless there are named pools
	 * with a port and its own is not configured, and the named pools with a port.
	 * @throws InvalidSettingException if a name is not valid, a named pool has no port,
	 * or a property belongs to no setting
	 */
	public static List<String> names(Environment environment) {
		UnknownSettings.check(environment);
		Set<String> named = PoolNames.find(environment);
		SettingChecks defaultPool = new SettingChecks(PropertyNames.of(TcpAcceptorPool.DEFAULT_NAME), environment);
		named.forEach((name) -> check(name, defaultPool));
		checkDistinct(named, defaultPool);
		List<String> listening = named.stream().filter((name) -> !isDetected(name, environment)).toList();
		List<String> names = new ArrayList<>();
		if (named.isEmpty() || listening.size() < named.size() || defaultPool.isConfigured("port")) {
			names.add(TcpAcceptorPool.DEFAULT_NAME);
		}
		names.addAll(listening);
		return names;
	}

	private static void checkDistinct(Set<String> named, SettingChecks defaultPool) {
		Map<String, String> distinct = new HashMap<>();
		for (String name : named) {
			String other = distinct.put(PoolNames.withoutHyphens(name), name);
			if (other != null) {
				throw defaultPool.invalid("pools." + name, null,
						"is the same key as '" + defaultPool.key("pools." + other) + "', since hyphens are ignored",
						"Rename one of the pools.");
			}
		}
	}

	private static void check(String name, SettingChecks defaultPool) {
		if (name.equals(TcpAcceptorPool.DEFAULT_NAME) || !name.matches(VALID_NAME)) {
			String key = ConfigurationPropertyName.isValid(name) ? "pools." + name : "pools[" + name + "]";
			throw defaultPool.invalid(key, null, "is not a valid pool name",
					"Use lower-case letters, digits and hyphens, beginning with a letter, and not '"
							+ TcpAcceptorPool.DEFAULT_NAME + "', which is the pool under 'netpool.tcp' itself.");
		}
		SettingChecks pool = new SettingChecks(PropertyNames.of(name), defaultPool.environment());
		if (!pool.isOwn("port") && !pool.isOwn(DetectedPools.START)) {
			String key = pool.keys().key("port");
			throw new InvalidSettingException(key, null, "is not set",
					"Set it to the port to which pool '" + name + "' should bind (0 is any free port): a named pool "
							+ "inherits every setting of 'netpool.tcp' except this.",
					null, null);
		}
	}

}
