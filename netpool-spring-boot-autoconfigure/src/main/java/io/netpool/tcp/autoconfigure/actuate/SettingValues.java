package io.netpool.tcp.autoconfigure.actuate;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ReflectionUtils;

/**
 * Lists a pool's settings as an application writes them. What has no value is left out.
 *
 * @param keys the names of the settings
 * @param sources where they may have been set
 */
record SettingValues(PropertyNames keys, Iterable<ConfigurationPropertySource> sources) {

	List<SanitizableData> of(PoolProperties properties) {
		List<SanitizableData> values = new ArrayList<>();
		addComponents("", properties, values);
		return List.copyOf(values);
	}

	private void addComponents(String prefix, Record properties, List<SanitizableData> values) {
		for (RecordComponent component : properties.getClass().getRecordComponents()) {
			Method accessor = component.getAccessor();
			ReflectionUtils.makeAccessible(accessor);
			add(prefix + DataObjectPropertyName.toDashedForm(component.getName()),
					ReflectionUtils.invokeMethod(accessor, properties), values);
		}
	}

	private void add(String name, @Nullable Object value, List<SanitizableData> values) {
		if (value instanceof Record nested) {
			addComponents(name + ".", nested, values);
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, each) -> add(name + "[" + key + "]", each, values));
		}
		else if (value != null) {
			values.add(new SanitizableData(source(name), this.keys.key(name), text(value)));
		}
	}

	/**
	 * How an application writes a value.
	 */
	static String text(Object value) {
		if (value instanceof Enum<?> constant) {
			return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
		}
		if (value instanceof InetAddress address) {
			return address.getHostAddress();
		}
		if (value instanceof Charset charset) {
			return charset.name();
		}
		if (value instanceof Collection<?> list) {
			return list.stream().map(String::valueOf).collect(Collectors.joining(","));
		}
		return value.toString();
	}

	/**
	 * Where a setting or the first element of it was set, which rules of sanitising may
	 * want to know.
	 */
	private @Nullable PropertySource<?> source(String name) {
		PropertySource<?> own = source(ConfigurationPropertyName.of(this.keys.key(name)));
		return (own != null) ? own : source(ConfigurationPropertyName.of(PropertyNames.ROOT + "." + name));
	}

	private @Nullable PropertySource<?> source(ConfigurationPropertyName own) {
		ConfigurationPropertyName first = own.append("[0]");
		for (ConfigurationPropertySource source : this.sources) {
			ConfigurationProperty whole = source.getConfigurationProperty(own);
			ConfigurationProperty found = (whole != null) ? whole : source.getConfigurationProperty(first);
			if (found != null && found.getSource() != null
					&& found.getSource().getUnderlyingSource() instanceof PropertySource<?> propertySource) {
				return propertySource;
			}
		}
		return null;
	}

}
