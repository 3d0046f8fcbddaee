package io.netpool.sample.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.Yaml;

/**
 * A file of {@code sample-app/monitoring}: YAML, or JSON, which is YAML too.
 */
enum MonitoringFile {

	PROMETHEUS("prometheus.yml"),

	ALERTS("alerts.yml"),

	ALERTS_TEST("alerts-test.yml"),

	DASHBOARD("grafana-dashboard.json");

	/**
	 * Where there are expressions: in a rule or panel, and in a variable of a dashboard.
	 */
	private static final Set<String> EXPRESSIONS = Set.of("expr", "query");

	private final Path path;

	MonitoringFile(String name) {
		this.path = Path.of("monitoring", name);
	}

	Path path() {
		return this.path;
	}

	Map<String, Object> content() throws IOException {
		return new Yaml().load(Files.readString(this.path));
	}

	/**
	 * The expressions that ask for a meter of netpool.
	 */
	List<String> expressions() throws IOException {
		List<String> found = new ArrayList<>();
		collect(content(), found);
		return found;
	}

	private static void collect(Object node, List<String> into) {
		if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (value instanceof String text && EXPRESSIONS.contains(key) && text.contains("netpool_")) {
					into.add(text);
				}
				collect(value, into);
			});
		}
		else if (node instanceof Collection<?> list) {
			list.forEach((item) -> collect(item, into));
		}
	}

}
