package io.netpool.tcp.autoconfigure.properties;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.PoolSetting.Value;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * What is true of every setting of a pool, for any value, written in any source.
 */
class EverySettingTests {

	private static final String DEFAULT = PropertyNames.ROOT + ".";

	private static final String ADMIN = DEFAULT + "pools.admin.";

	private static final PoolProperties UNSET = TestPools.bind("default", new StandardEnvironment());

	@Property(tries = 25, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
	void isWhatTheFirstSourceThatHasItSays(@ForAll("sources") List<Source> sources) {
		assertSettings(sources, "default", sources.stream().map(Source::ofDefault).toList());
	}

	@Property(tries = 25, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
	void isThatOfTheNamedPoolInAnySourceOrElseInherited(@ForAll("sources") List<Source> sources) {
		assertSettings(sources, "admin",
				Stream.concat(sources.stream().map(Source::ofAdmin), sources.stream().map(Source::ofDefault)).toList());
	}

	private static void assertSettings(List<Source> sources, String pool, List<Map<PoolSetting, Value>> firstToLast) {
		PoolProperties properties = TestPools.bind(pool, environment(sources));
		SoftAssertions.assertSoftly((softly) -> PoolSetting.all()
			.forEach((setting) -> softly.assertThat(setting.of(properties))
				.as("%s of %s", setting, sources)
				.isEqualTo(expected(setting, firstToLast))));
	}

	private static @Nullable Object expected(PoolSetting setting, List<Map<PoolSetting, Value>> firstToLast) {
		List<Object> values = firstToLast.stream()
			.map((written) -> written.get(setting))
			.filter(Objects::nonNull)
			.map(Value::bound)
			.toList();
		if (values.isEmpty()) {
			return setting.of(UNSET);
		}
		return setting.isMap() ? merged(values) : values.get(0);
	}

	private static Map<Object, Object> merged(List<Object> firstToLast) {
		Map<Object, Object> merged = new LinkedHashMap<>();
		firstToLast.forEach((value) -> ((Map<?, ?>) value).forEach(merged::putIfAbsent));
		return merged;
	}

	private static StandardEnvironment environment(List<Source> sources) {
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources added = environment.getPropertySources();
		added.stream().map((source) -> source.getName()).toList().forEach(added::remove);
		for (Source source : sources) {
			added.addLast(source.kind().load("source" + added.size(), source.properties()));
		}
		added.addLast(new MapPropertySource("pool", Map.of(ADMIN + "exists", true)));
		return environment;
	}

	@Provide
	Arbitrary<List<Source>> sources() {
		return Arbitraries.of(TestSource.class)
			.flatMap((kind) -> Combinators.combine(settings(kind), settings(kind))
				.as((ofAdmin, ofDefault) -> new Source(kind, ofAdmin, ofDefault)))
			.list()
			.ofMinSize(1)
			.ofMaxSize(3);
	}

	/**
	 * About half of all settings.
	 */
	private static Arbitrary<Map<PoolSetting, Value>> settings(TestSource source) {
		List<PoolSetting> settings = PoolSetting.all();
		List<Arbitrary<Value>> values = new ArrayList<>();
		settings.forEach((setting) -> values.add(setting.values(source).injectNull(0.5)));
		return Combinators.combine(values).as((chosen) -> {
			Map<PoolSetting, Value> written = new LinkedHashMap<>();
			for (int i = 0; i < chosen.size(); i++) {
				if (chosen.get(i) != null) {
					written.put(settings.get(i), chosen.get(i));
				}
			}
			return written;
		});
	}

	/**
	 * Property source.
	 *
	 * @param kind kind of source
	 * @param ofAdmin values for the named pool
	 * @param ofDefault values for the default pool
	 */
	record Source(TestSource kind, Map<PoolSetting, Value> ofAdmin, Map<PoolSetting, Value> ofDefault) {

		Map<String, Object> properties() {
			Map<String, Object> properties = new LinkedHashMap<>();
			add(properties, ADMIN, this.ofAdmin);
			add(properties, DEFAULT, this.ofDefault);
			return properties;
		}

		private static void add(Map<String, Object> properties, String prefix, Map<PoolSetting, Value> settings) {
			settings.forEach((setting, value) -> value.written()
				.forEach((suffix, written) -> properties.put(prefix + setting.name() + suffix, written)));
		}

	}

}
