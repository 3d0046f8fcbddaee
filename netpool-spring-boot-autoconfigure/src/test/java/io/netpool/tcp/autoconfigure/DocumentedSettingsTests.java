package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.TestPools;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The documentation shows what works: its YAML binds, and it names no setting that does
 * not exist.
 */
class DocumentedSettingsTests {

	private static final Path ROOT = Path.of("..");

	private static final String PREFIX = "netpool.tcp.";

	/**
	 * What names of settings begin with that are not of pools.
	 */
	private static final Pattern OTHERS = Pattern.compile("(management|netpool\\.cluster)\\.");

	private static final Pattern YAML = Pattern.compile("^```ya?ml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern TABLE = Pattern.compile("^\\| setting \\| default \\| meaning \\|\n.*\n((?:\\|.*\n)*)",
			Pattern.MULTILINE);

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

	/**
	 * What has a default that depends on other settings, or not in every case.
	 */
	private static final Set<String> COMPUTED = Set.of("netpool.tcp.max-acceptors",
			"netpool.tcp.handler.reply-timeout");

	/**
	 * A name of several words in running text, such as {@code handler.queue}.
	 */
	private static final Pattern NAME = Pattern.compile("`((?:netpool\\.tcp\\.)?[a-z-]+(?:\\.[a-z-]+)+)`");

	private static final ConfigurationMetadata METADATA = ConfigurationMetadata.read();

	/**
	 * What names of settings begin with that are of several words: {@code handler}, for
	 * one.
	 */
	private static final Set<String> GROUPS = METADATA.names()
		.stream()
		.filter((name) -> name.startsWith(PREFIX))
		.map((name) -> name.substring(PREFIX.length()))
		.filter((name) -> name.contains("."))
		.map((name) -> name.substring(0, name.indexOf('.')))
		.collect(Collectors.toSet());

	@ParameterizedTest
	@MethodSource("yaml")
	void eachBlockOfYamlSetsWhatExists(Yaml yaml) {
		assertThat(yaml.names()).allMatch(DocumentedSettingsTests::exists);
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void eachBlockOfYamlBinds(Yaml yaml) {
		StandardEnvironment environment = new StandardEnvironment();
		yaml.sources().forEach(environment.getPropertySources()::addFirst);
		assertThatNoException().isThrownBy(() -> {
			ConfiguredPools pools = TestPools.of(environment);
			ConfiguredPools.names(environment).forEach(pools::get);
		});
	}

	@ParameterizedTest
	@MethodSource("rows")
	void eachRowOfATableIsASettingWithItsDefault(Row row) {
		assertThat(METADATA.names()).contains(row.name());
		Object defaultValue = METADATA.property(row.name()).defaultValue();
		assertThat((defaultValue != null) ? defaultValue.toString() : null).isEqualTo(row.defaultValue());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void eachSettingThatIsNamedExists(Path page) {
		String meters = read(ROOT.resolve("docs/monitoring.md"));
		assertThat(matches(NAME, read(page), (match) -> match.group(1))).filteredOn(DocumentedSettingsTests::isOfAGroup)
			.filteredOn((name) -> !meters.contains("| `" + name + "` |") || !name.startsWith(PREFIX))
			.allMatch((name) -> exists(name.startsWith(PREFIX) ? name : PREFIX + name));
	}

	private static boolean isOfAGroup(String name) {
		if (name.startsWith("io.netpool.") || name.equals("connection.id")) {
			// a package, or a key of observations
			return false;
		}
		String own = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
		return own.contains(".") && GROUPS.contains(own.substring(0, own.indexOf('.')));
	}

	/**
	 * Whether it is a setting, an element of one, or an entry of one that is a map.
	 */
	private static boolean exists(String name) {
		String setting = name.replaceFirst("^netpool\\.tcp\\.pools\\.[^.]+\\.", PREFIX).replaceFirst("\\[\\d+]$", "");
		return METADATA.names().contains(setting) || Arrays.stream(METADATA.properties())
			.filter((property) -> property.type().startsWith(Map.class.getName()))
			.anyMatch((map) -> !map.name().equals("netpool.tcp.pools")
					&& (setting.startsWith(map.name() + ".") || setting.startsWith(map.name() + "[")));
	}

	static Stream<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			List<Path> pages = docs.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.stream());
		}
	}

	static Stream<Yaml> yaml() throws IOException {
		return pages().flatMap(
				(page) -> matches(YAML, read(page), (match) -> new Yaml(page.getFileName(), match.group(1))).stream());
	}

	static Stream<Row> rows() throws IOException {
		return pages().flatMap((page) -> matches(TABLE, read(page), (match) -> match.group(1)).stream())
			.flatMap(String::lines)
			.flatMap(Row::of);
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static <T> List<T> matches(Pattern pattern, String text, Function<MatchResult, T> mapping) {
		return pattern.matcher(text).results().map(mapping).toList();
	}

	/**
	 * A setting in a table.
	 *
	 * @param name of the setting
	 * @param defaultValue of it, {@code null} if it has none
	 */
	record Row(String name, String defaultValue) {

		static Stream<Row> of(String line) {
			String[] cells = line.split(" *\\| *");
			List<String> defaults = matches(QUOTED, cells[2], (match) -> match.group(1));
			return matches(QUOTED, cells[1], (match) -> match.group(1)).stream()
				.map((name) -> OTHERS.matcher(name).lookingAt() ? name : PREFIX + name.replace(".<name>.*", ""))
				.map((name) -> new Row(name, (defaults.isEmpty() || COMPUTED.contains(name)) ? null : defaults.get(0)));
		}

	}

	/**
	 * A block of YAML.
	 *
	 * @param page where it stands
	 * @param text what it holds
	 */
	record Yaml(Path page, String text) {

		List<PropertySource<?>> sources() {
			try {
				return new YamlPropertySourceLoader().load(this.page.toString(),
						new ByteArrayResource(this.text.getBytes(StandardCharsets.UTF_8)));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Those of the settings that are netpool's.
		 */
		List<String> names() {
			return sources().stream()
				.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
				.filter((name) -> name.startsWith("netpool."))
				.toList();
		}

	}

}
