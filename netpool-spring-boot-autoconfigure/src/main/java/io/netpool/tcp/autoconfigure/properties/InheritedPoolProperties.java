package io.netpool.tcp.autoconfigure.properties;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * The properties of a named pool under the names that the default pool's have: those that
 * the pool sets itself, else, from any source, those that it inherits.
 *
 * @param sources the sources of the environment
 * @param own where the pool's own properties are
 * @param inherited where those of the default pool are, and what these are called, too
 */
record InheritedPoolProperties(List<ConfigurationPropertySource> sources, ConfigurationPropertyName own,
		ConfigurationPropertyName inherited) implements ConfigurationPropertySource {

	static InheritedPoolProperties of(Iterable<ConfigurationPropertySource> sources, String pool) {
		ConfigurationPropertyName root = ConfigurationPropertyName.of(PropertyNames.ROOT);
		return new InheritedPoolProperties(StreamSupport.stream(sources.spliterator(), false).toList(),
				root.append("pools").append(pool), root);
	}

	@Override
	public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
		Stream<ConfigurationPropertyName> names = isOfOwnList(name) ? Stream.of(own(name)) : names(name);
		return names
			.flatMap((candidate) -> this.sources.stream().map((source) -> source.getConfigurationProperty(candidate)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	@Override
	public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
		List<ConfigurationPropertyState> states = names(name)
			.flatMap((candidate) -> this.sources.stream().map((source) -> source.containsDescendantOf(candidate)))
			.toList();
		if (states.contains(ConfigurationPropertyState.PRESENT)) {
			return ConfigurationPropertyState.PRESENT;
		}
		return states.contains(ConfigurationPropertyState.UNKNOWN) ? ConfigurationPropertyState.UNKNOWN
				: ConfigurationPropertyState.ABSENT;
	}

	/**
	 * The names to look under for a name of the default pool, the pool's own first.
	 */
	private Stream<ConfigurationPropertyName> names(ConfigurationPropertyName name) {
		if (!this.inherited.isAncestorOf(name)) {
			return Stream.of(name);
		}
		return Stream.of(own(name), name);
	}

	private ConfigurationPropertyName own(ConfigurationPropertyName name) {
		return this.own.append(name.subName(this.inherited.getNumberOfElements()));
	}

	/**
	 * A list is inherited whole or not at all: whether this is one that the pool sets
	 * itself, or an element of such a list, which the pool may not have set.
	 */
	private boolean isOfOwnList(ConfigurationPropertyName name) {
		if (!this.inherited.isAncestorOf(name)) {
			return false;
		}
		ConfigurationPropertyName list = name;
		while (list.isLastElementIndexed()) {
			list = list.getParent();
		}
		ConfigurationPropertyName firstElement = own(list).append("[0]");
		return this.sources.stream()
			.anyMatch((source) -> source.getConfigurationProperty(firstElement) != null
					|| source.containsDescendantOf(firstElement) == ConfigurationPropertyState.PRESENT);
	}

}
