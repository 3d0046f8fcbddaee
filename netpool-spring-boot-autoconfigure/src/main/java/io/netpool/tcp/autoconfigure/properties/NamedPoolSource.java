package io.netpool.tcp.autoconfigure.properties;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.netpool.tcp.TcpAcceptorPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Offers the settings of a named pool under the names of the default pool's. Its
 * properties keep the names and origins that they have in the original source.
 *
 * @param source the original source
 * @param pool the prefix of the pool's settings in it
 */
record NamedPoolSource(ConfigurationPropertySource source,
		ConfigurationPropertyName pool) implements IterableConfigurationPropertySource {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PropertyNames.ROOT);

	/**
	 * The sources from which a pool takes its settings. What a named pool sets, in any
	 * source, comes before what it inherits. As every source is there on its own, lists
	 * and maps bind as they do from the original sources.
	 */
	static List<ConfigurationPropertySource> of(String pool, Iterable<ConfigurationPropertySource> sources) {
		List<ConfigurationPropertySource> all = StreamSupport.stream(sources.spliterator(), false).toList();
		if (pool.equals(TcpAcceptorPool.DEFAULT_NAME)) {
			return all;
		}
		ConfigurationPropertyName prefix = PropertyNames.of(pool).prefix();
		Stream<ConfigurationPropertySource> own = all.stream().map((source) -> new NamedPoolSource(source, prefix));
		return Stream.concat(own, all.stream()).toList();
	}

	@Override
	public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
		return ROOT.isAncestorOf(name) ? this.source.getConfigurationProperty(own(name)) : null;
	}

	@Override
	public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
		boolean offered = ROOT.equals(name) || ROOT.isAncestorOf(name);
		return offered ? this.source.containsDescendantOf(own(name)) : ConfigurationPropertyState.ABSENT;
	}

	@Override
	public Stream<ConfigurationPropertyName> stream() {
		if (!(this.source instanceof IterableConfigurationPropertySource iterable)) {
			return Stream.empty();
		}
		return iterable.stream()
			.filter(this.pool::isAncestorOf)
			.map((name) -> PropertyNames.replacePrefix(name, this.pool.getNumberOfElements(), ROOT));
	}

	@Override
	public @Nullable Object getUnderlyingSource() {
		return this.source.getUnderlyingSource();
	}

	private ConfigurationPropertyName own(ConfigurationPropertyName name) {
		return PropertyNames.replacePrefix(name, ROOT.getNumberOfElements(), this.pool);
	}

}
