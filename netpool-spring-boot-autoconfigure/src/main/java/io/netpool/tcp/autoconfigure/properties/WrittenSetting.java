package io.netpool.tcp.autoconfigure.properties;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * A setting of a pool where the application has written it: for the pool itself, or under
 * {@code netpool.tcp}, from where the pool inherits it.
 *
 * @param key the key that is written
 * @param property its property; that of the first element or entry if the setting is a
 * list or a map
 */
record WrittenSetting(String key, ConfigurationProperty property) {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PropertyNames.ROOT);

	/**
	 * Find the property from which a setting is bound.
	 * @param pool the pool
	 * @param name the setting's name within the pool, or that of an element of it
	 * @param environment where it may be written
	 * @return the setting, {@code null} if it is not written
	 */
	static @Nullable WrittenSetting find(PropertyNames pool, String name, Environment environment) {
		ConfigurationPropertyName setting = ROOT.append(name);
		for (ConfigurationPropertySource source : NamedPoolSource.of(pool.pool(),
				ConfigurationPropertySources.get(environment))) {
			ConfigurationProperty property = find(source, setting);
			if (property != null) {
				boolean own = source instanceof NamedPoolSource;
				return new WrittenSetting(key(own ? pool.prefix() : ROOT, setting, property.getName()), property);
			}
		}
		return null;
	}

	/**
	 * Whether it is written in {@link PropertyNames#DEFAULTS}.
	 */
	boolean isDefault() {
		ConfigurationPropertySource source = this.property.getSource();
		return source != null && source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& underlying.getName().equals(PropertyNames.DEFAULTS);
	}

	/**
	 * Find an element, or else the list that it may be a part of.
	 */
	private static @Nullable ConfigurationProperty find(ConfigurationPropertySource source,
			ConfigurationPropertyName setting) {
		ConfigurationProperty property = source.getConfigurationProperty(setting);
		if (property != null) {
			return property;
		}
		return setting.isLastElementIndexed() ? find(source, setting.getParent()) : firstDescendant(source, setting);
	}

	private static @Nullable ConfigurationProperty firstDescendant(ConfigurationPropertySource source,
			ConfigurationPropertyName setting) {
		if (!(source instanceof IterableConfigurationPropertySource iterable)
				|| source.containsDescendantOf(setting) == ConfigurationPropertyState.ABSENT) {
			return null;
		}
		return iterable.stream()
			.filter(setting::isAncestorOf)
			.map(source::getConfigurationProperty)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static String key(ConfigurationPropertyName prefix, ConfigurationPropertyName setting,
			ConfigurationPropertyName property) {
		// without an index where the list is written as one value
		int depth = property.getNumberOfElements() - prefix.getNumberOfElements() + ROOT.getNumberOfElements();
		return PropertyNames.replacePrefix(setting.chop(depth), ROOT.getNumberOfElements(), prefix).toString();
	}

}
