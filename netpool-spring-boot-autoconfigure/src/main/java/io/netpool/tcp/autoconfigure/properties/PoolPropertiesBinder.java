package io.netpool.tcp.autoconfigure.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Which pools an application configures, and with what. What a pool is set to is bound
 * once, when it is first asked for: everyone has the same answer, and pays for it once.
 */
public class PoolPropertiesBinder {

	private static final String VALID_NAME = "[a-z][a-z0-9-]*";

	private final ConfigurableEnvironment environment;

	private final Map<String, TcpProperties> bound = new ConcurrentHashMap<>();

	/**
	 * Create them.
	 * @param environment what the application sets
	 */
	public PoolPropertiesBinder(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * The names of the pools: that of the default pool, unless there are others and its
	 * port is not set, then those of the others.
	 */
	public List<String> names() {
		Set<String> named = new TreeSet<>(Binder.get(this.environment)
			.bind(PropertyNames.ROOT + ".pools", Bindable.mapOf(String.class, Object.class))
			.map((pools) -> pools.keySet())
			.orElse(Set.of()));
		named.forEach(this::check);
		List<String> names = new ArrayList<>();
		if (named.isEmpty() || setsPort(TcpAcceptorPool.DEFAULT_NAME)) {
			names.add(TcpAcceptorPool.DEFAULT_NAME);
		}
		names.addAll(named);
		return names;
	}

	private void check(String name) {
		if (name.equals(TcpAcceptorPool.DEFAULT_NAME) || !name.matches(VALID_NAME)) {
			throw new InvalidSettingException(PropertyNames.ROOT + ".pools." + name, null, "is no name for a pool",
					"Use lower-case letters, digits and hyphens, beginning with a letter, and not '"
							+ TcpAcceptorPool.DEFAULT_NAME + "', which is the pool under 'netpool.tcp' itself.");
		}
		if (!setsPort(name)) {
			throw new InvalidSettingException(PropertyNames.of(name).key("port"), null, "is not set",
					"Set it to the port that pool '" + name + "' listens on (0 is any free one): a pool inherits every "
							+ "setting but this from 'netpool.tcp'.");
		}
	}

	/**
	 * Whether the application sets the pool's port itself.
	 */
	public boolean setsPort(String pool) {
		return this.environment.containsProperty(PropertyNames.of(pool).key("port"));
	}

	/**
	 * What a pool is set to, with what it inherits.
	 */
	public TcpProperties properties(String pool) {
		return this.bound.computeIfAbsent(pool, this::bind);
	}

	private TcpProperties bind(String pool) {
		Binder binder = new Binder(sources(pool), new PropertySourcesPlaceholdersResolver(this.environment),
				ApplicationConversionService.getSharedInstance());
		return binder.bindOrCreate(PropertyNames.ROOT, Bindable.of(TcpProperties.class), BindHandler.DEFAULT);
	}

	/**
	 * Where a pool's settings are, under the default pool's names.
	 */
	public Iterable<ConfigurationPropertySource> sources(String pool) {
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(this.environment);
		return pool.equals(TcpAcceptorPool.DEFAULT_NAME) ? sources : List.of(InheritedPoolProperties.of(sources, pool));
	}

}
