package io.netpool.tcp.autoconfigure.properties;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Kind of property source, written and loaded as in an application.
 */
enum TestSource {

	YAML {

		@Override
		PropertySource<?> load(String name, Map<String, Object> properties) {
			return load(new YamlPropertySourceLoader(), name,
					new Yaml().dump(properties).getBytes(StandardCharsets.UTF_8));
		}

	},

	PROPERTIES {

		@Override
		PropertySource<?> load(String name, Map<String, Object> properties) {
			Properties written = new Properties();
			properties.forEach((key, value) -> written.setProperty(key, value.toString()));
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try {
				written.store(bytes, null);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return load(new PropertiesPropertySourceLoader(), name, bytes.toByteArray());
		}

	},

	ENVIRONMENT {

		@Override
		PropertySource<?> load(String name, Map<String, Object> properties) {
			Map<String, Object> variables = new LinkedHashMap<>();
			properties.forEach((key, value) -> variables
				.put(key.replaceAll("[]-]", "").replaceAll("[.\\[]", "_").toUpperCase(Locale.ROOT), value.toString()));
			return new SystemEnvironmentPropertySource(name + "-systemEnvironment", variables);
		}

	},

	COMMAND_LINE {

		@Override
		PropertySource<?> load(String name, Map<String, Object> properties) {
			return new SimpleCommandLinePropertySource(name,
					properties.entrySet()
						.stream()
						.map((property) -> "--" + property.getKey() + "=" + property.getValue())
						.toArray(String[]::new));
		}

	};

	/**
	 * Write and load properties.
	 * @param name unique name of the source
	 * @param properties properties by name
	 */
	abstract PropertySource<?> load(String name, Map<String, Object> properties);

	static PropertySource<?> load(PropertySourceLoader loader, String name, byte[] bytes) {
		try {
			List<PropertySource<?>> sources = loader.load(name, new ByteArrayResource(bytes));
			return sources.isEmpty() ? new MapPropertySource(name, Map.of()) : sources.get(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
