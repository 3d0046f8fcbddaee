package io.netpool.tcp.test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Settings of pools for a test, which depend on what the application configures in the
 * property sources after this one. They follow when a source is added, as those of
 * {@code @PropertySource} are, which are read after the test has configured the
 * environment. Any thread may read them.
 */
final class PoolOverrides extends EnumerablePropertySource<MutablePropertySources> {

	private final Function<LaterSettings, Map<String, String>> overrides;

	private volatile Known known;

	/**
	 * Create a property source, which has to be added to other ones.
	 * @param name its name
	 * @param sources the other ones
	 * @param overrides returns the settings
	 */
	PoolOverrides(String name, MutablePropertySources sources, Function<LaterSettings, Map<String, String>> overrides) {
		super(name, sources);
		this.overrides = overrides;
		this.known = known(List.of());
	}

	@Override
	public String[] getPropertyNames() {
		return overrides().keySet().toArray(String[]::new);
	}

	@Override
	public @Nullable Object getProperty(String name) {
		return overrides().get(name);
	}

	private Map<String, String> overrides() {
		List<PropertySource<?>> later = later();
		Known current = this.known;
		if (!current.isOf(later)) {
			current = known(later);
			this.known = current;
		}
		return current.overrides();
	}

	private Known known(List<PropertySource<?>> later) {
		List<ConfigurationPropertySource> settings = later.stream()
			.map(ConfigurationPropertySource::from)
			.filter(Objects::nonNull)
			.toList();
		return new Known(later, this.overrides.apply(new LaterSettings(settings)));
	}

	private List<PropertySource<?>> later() {
		return getSource().stream()
			.dropWhile((source) -> source != this)
			.skip(1)
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
					&& !source.getName().equals(PropertyNames.DEFAULTS))
			.toList();
	}

	/**
	 * The settings that belong to property sources.
	 *
	 * @param later the property sources
	 * @param overrides the settings
	 */
	private record Known(List<PropertySource<?>> later, Map<String, String> overrides) {

		boolean isOf(List<PropertySource<?>> sources) {
			if (sources.size() != this.later.size()) {
				return false;
			}
			for (int i = 0; i < sources.size(); i++) {
				// property sources are equal if their names are
				if (sources.get(i) != this.later.get(i)) {
					return false;
				}
			}
			return true;
		}

	}

}
