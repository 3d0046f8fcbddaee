package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * What the annotation processor wrote for editors to read.
 */
public record ConfigurationMetadata(Property[] properties, Hint[] hints) {

	public static ConfigurationMetadata read() {
		String resource = "META-INF/spring-configuration-metadata.json";
		// beside the class: other modules have a file of this name too
		String classes = PoolProperties.class.getProtectionDomain().getCodeSource().getLocation().toString();
		try (InputStream metadata = URI.create(classes + resource).toURL().openStream()) {
			return JsonMapper.shared().readValue(metadata, ConfigurationMetadata.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public List<String> names() {
		return Arrays.stream(this.properties).map(Property::name).toList();
	}

	public Property property(String name) {
		List<Property> named = Arrays.stream(this.properties)
			.filter((property) -> property.name().equals(name))
			.toList();
		Assert.state(named.size() == 1, () -> "Not one property " + name);
		return named.get(0);
	}

	public record Property(String name, String type, String description, Object defaultValue) {

	}

	public record Hint(String name) {

	}

}
