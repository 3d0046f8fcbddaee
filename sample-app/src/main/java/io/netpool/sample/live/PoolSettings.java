package io.netpool.sample.live;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.netpool.tcp.TcpAcceptorPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * The settings of a pool, from netpool's configuration metadata and the application's
 * properties.
 */
@Component
class PoolSettings {

	private static final String PREFIX = "netpool.tcp.";

	private static final String METADATA = "classpath*:META-INF/spring-configuration-metadata.json";

	/**
	 * What applies to all pools, or is not a setting of a pool.
	 */
	private static final Set<String> OTHERS = Set.of("enabled", "pools", "shutdown");

	/**
	 * A named pool has its own port.
	 */
	private static final Set<String> NOT_INHERITED = Set.of("port", "detect.start");

	private static final Set<String> SECRETS = Set.of("ssl.key", "ssl.key-password");

	private final Environment environment;

	private final List<JsonNode> metadata;

	PoolSettings(Environment environment, ResourcePatternResolver resources, JsonMapper mapper) throws IOException {
		this.environment = environment;
		Map<String, JsonNode> byName = new TreeMap<>();
		for (Resource resource : resources.getResources(METADATA)) {
			JsonNode properties = mapper.readTree(resource.getContentAsByteArray()).path("properties");
			StreamSupport.stream(properties.spliterator(), false)
				.filter((property) -> property.path("name").asString().startsWith(PREFIX))
				.filter((property) -> !OTHERS.contains(name(property)))
				.forEach((property) -> byName.put(name(property), property));
		}
		this.metadata = List.copyOf(byName.values());
	}

	private static String name(JsonNode property) {
		return property.path("name").asString().substring(PREFIX.length());
	}

	/**
	 * Returns the settings of a pool, those that differ from their default first.
	 */
	List<PoolSetting> of(String pool) {
		Binder binder = Binder.get(this.environment);
		return this.metadata.stream()
			.map((property) -> setting(pool, property, binder))
			.sorted(Comparator.comparing(PoolSetting::changed).reversed())
			.toList();
	}

	private static PoolSetting setting(String pool, JsonNode property, Binder binder) {
		String name = name(property);
		Class<?> type = type(property);
		String preset = property.has("defaultValue") ? text(property.get("defaultValue")) : null;
		String written = written(pool, name, type, binder);
		boolean changed = written != null && !written.isEmpty() && !isSame(written, preset, type);
		return new PoolSetting(name, (written != null) ? shown(name, written) : preset, preset, changed,
				property.path("description").asString(""));
	}

	/**
	 * A certificate may be the value itself, instead of its file.
	 */
	private static String shown(String name, String written) {
		if (SECRETS.contains(name)) {
			return "******";
		}
		String firstLine = written.lines().findFirst().orElse("");
		return firstLine.equals(written) ? written : firstLine + " …";
	}

	private static Class<?> type(JsonNode property) {
		String type = property.path("type").asString("").replaceFirst("<.*", "");
		try {
			return ClassUtils.forName(type, PoolSettings.class.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return String.class;
		}
	}

	private static String text(JsonNode value) {
		return value.isArray() ? StreamSupport.stream(value.spliterator(), false)
			.map(JsonNode::asString)
			.collect(Collectors.joining(", ")) : value.asString();
	}

	private static @Nullable String written(String pool, String name, Class<?> type, Binder binder) {
		if (pool.equals(TcpAcceptorPool.DEFAULT_NAME)) {
			return written(PREFIX + name, type, binder);
		}
		String own = written(PREFIX + "pools." + pool + "." + name, type, binder);
		return (own != null || NOT_INHERITED.contains(name)) ? own : written(PREFIX + name, type, binder);
	}

	private static @Nullable String written(String key, Class<?> type, Binder binder) {
		if (type == List.class) {
			return binder.bind(key, Bindable.listOf(String.class)).map((list) -> String.join(", ", list)).orElse(null);
		}
		if (type == Map.class) {
			return binder.bind(key, Bindable.mapOf(String.class, String.class)).map(Map::toString).orElse(null);
		}
		return binder.bind(key, Bindable.of(String.class)).orElse(null);
	}

	/**
	 * Whether both mean the same, such as {@code 10s} and {@code 10000ms}.
	 */
	private static boolean isSame(String written, @Nullable String preset, Class<?> type) {
		if (preset == null || written.equalsIgnoreCase(preset)) {
			return preset != null;
		}
		ApplicationConversionService conversion = (ApplicationConversionService) ApplicationConversionService
			.getSharedInstance();
		if (type == Duration.class) {
			return DurationStyle.detectAndParse(written, ChronoUnit.SECONDS)
				.equals(DurationStyle.detectAndParse(preset, ChronoUnit.SECONDS));
		}
		return type != String.class && type != List.class
				&& Objects.equals(conversion.convert(written, type), conversion.convert(preset, type));
	}

}
