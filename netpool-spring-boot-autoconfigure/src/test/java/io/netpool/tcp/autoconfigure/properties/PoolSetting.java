package io.netpool.tcp.autoconfigure.properties;

import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.Delimiter;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;

/**
 * Setting of {@link PoolProperties}, found by reflection.
 *
 * @param name name within the pool
 * @param path components to get its value from
 */
record PoolSetting(String name, List<RecordComponent> path) {

	/**
	 * Text with everything that a source or its binding may change, except placeholders.
	 */
	private static final Arbitrary<String> TEXT = Arbitraries.strings()
		.withChars("aZé中 ,;:#=!&*'\"\\[]{}|>-\t\r\n")
		.ofMaxLength(8);

	private static final Arbitrary<String> WORD = Arbitraries.strings()
		.withCharRange('a', 'z')
		.ofMinLength(1)
		.ofMaxLength(4);

	private static final List<PoolSetting> ALL = collect();

	static List<PoolSetting> all() {
		return ALL;
	}

	private static List<PoolSetting> collect() {
		List<PoolSetting> settings = new ArrayList<>();
		collect("", List.of(), PoolProperties.class, settings);
		return List.copyOf(settings);
	}

	private static void collect(String prefix, List<RecordComponent> path, Class<?> type, List<PoolSetting> settings) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + kebabCase(component.getName());
			List<RecordComponent> componentPath = new ArrayList<>(path);
			componentPath.add(component);
			if (component.getType().isRecord()) {
				collect(name + ".", componentPath, component.getType(), settings);
			}
			else {
				settings.add(new PoolSetting(name, List.copyOf(componentPath)));
			}
		}
	}

	private static String kebabCase(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	@Nullable Object of(PoolProperties properties) {
		Object value = properties;
		for (RecordComponent component : this.path) {
			value = ReflectionUtils.invokeMethod(component.getAccessor(), value);
		}
		return value;
	}

	boolean isMap() {
		return component().getType() == Map.class;
	}

	private RecordComponent component() {
		return this.path.get(this.path.size() - 1);
	}

	/**
	 * Values to write.
	 * @param source where they are written
	 */
	Arbitrary<Value> values(TestSource source) {
		Class<?> type = component().getType();
		if (type == List.class) {
			return lists();
		}
		return (type == Map.class) ? maps(source) : single(type);
	}

	private Arbitrary<Value> single(Class<?> type) {
		if (type == String.class) {
			return TEXT.map((text) -> new Value(Map.of("", text), text));
		}
		if (type == boolean.class || type == Boolean.class) {
			return Arbitraries.of(true, false).map((value) -> Value.of(value, value));
		}
		if (type == int.class || type == Integer.class) {
			return Arbitraries.integers().between(0, 65535).map((value) -> Value.of(value, value));
		}
		if (type == Duration.class) {
			return Arbitraries.integers().between(0, 900).map((value) -> Value.of(value, Duration.ofSeconds(value)));
		}
		if (type == DataSize.class) {
			return Arbitraries.integers()
				.between(1, 900)
				.map((value) -> Value.of(value + "KB", DataSize.ofKilobytes(value)));
		}
		if (type == Charset.class) {
			return Arbitraries.of("UTF-16BE", "ISO-8859-1").map((value) -> Value.of(value, Charset.forName(value)));
		}
		if (type == InetAddress.class) {
			return Arbitraries.integers().between(1, 9).map((value) -> Value.of("127.0.0." + value, address(value)));
		}
		if (type.isEnum()) {
			return Arbitraries.of(type.getEnumConstants())
				.map((value) -> Value.of(value.toString().toLowerCase(Locale.ROOT).replace('_', '-'), value));
		}
		throw new IllegalStateException("Add values of " + type + " for setting " + this.name);
	}

	private static InetAddress address(int last) {
		try {
			return InetAddress.getByAddress(new byte[] { 127, 0, 0, (byte) last });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Arbitrary<Value> lists() {
		Arbitrary<Value> indexed = TEXT.list().ofMinSize(1).ofMaxSize(4).map((elements) -> {
			Map<String, Object> written = new LinkedHashMap<>();
			elements.forEach((element) -> written.put("[" + written.size() + "]", element));
			return new Value(written, elements);
		});
		return isDivided() ? Arbitraries.oneOf(indexed, separated())
				: Arbitraries.oneOf(indexed, TEXT.map((text) -> new Value(Map.of("", text), List.of(text))));
	}

	private static Arbitrary<Value> separated() {
		return WORD.list()
			.ofMaxSize(4)
			.flatMap((elements) -> Arbitraries.of(",", ", ")
				.map((comma) -> new Value(Map.of("", String.join(comma, elements)), elements)));
	}

	private boolean isDivided() {
		return Stream.of(component().getDeclaringRecord().getDeclaredConstructors()[0].getParameters())
			.filter((parameter) -> parameter.getName().equals(component().getName()))
			.noneMatch((parameter) -> parameter.isAnnotationPresent(Delimiter.class));
	}

	private Arbitrary<Value> maps(TestSource source) {
		Arbitrary<String> keys = (source == TestSource.ENVIRONMENT) ? WORD
				: Arbitraries.oneOf(WORD, WORD.map((word) -> "*." + word + ".org"));
		return Arbitraries.maps(keys, TEXT).ofMinSize(1).ofMaxSize(3).map((entries) -> {
			Map<String, Object> written = new LinkedHashMap<>();
			entries.forEach((key, value) -> written
				.put((source == TestSource.ENVIRONMENT) ? "." + key : "[" + key + "]", value));
			return new Value(written, entries);
		});
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Value of a setting.
	 *
	 * @param written what is written, by the suffix of the setting's name
	 * @param bound what it means
	 */
	record Value(Map<String, Object> written, Object bound) {

		static Value of(Object written, Object bound) {
			return new Value(Map.of("", written), bound);
		}

	}

}
