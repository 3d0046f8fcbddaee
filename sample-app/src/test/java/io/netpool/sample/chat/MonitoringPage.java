package io.netpool.sample.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows of the endpoints' responses, and of the meters.
 */
final class MonitoringPage {

	/**
	 * Fields whose own fields are close reasons, of which the page shows some.
	 */
	private static final Set<String> OPEN = Set.of("refused", "closed");

	/**
	 * Of the table of meters: a name, its tags, its meaning, and what is before the first
	 * line.
	 */
	private static final int COLUMNS = 4;

	private MonitoringPage() {
	}

	/**
	 * The names of the fields of a response that the page shows behind its request.
	 */
	static Set<String> fields(String path) throws IOException {
		String text = text();
		String request = "$ curl localhost:8080/actuator/" + path + "\n";
		assertThat(text).containsOnlyOnce(request);
		String response = text.substring(text.indexOf(request) + request.length());
		String json = response.substring(0, response.indexOf("```")).replace(", ...", "");
		return fields(JsonMapper.shared().readTree(json));
	}

	/**
	 * The meters, each with its tags but that of the pool, and what these can be.
	 */
	static Map<String, Set<String>> meters() throws IOException {
		Map<String, Set<String>> meters = new TreeMap<>();
		for (String line : text().lines().filter((line) -> line.startsWith("| `netpool.tcp.")).toList()) {
			String[] cells = line.split(" *\\| *");
			if (cells.length == COLUMNS && !cells[2].contains("(")) {
				List<String> tags = quoted(cells[2]);
				Set<String> values = new TreeSet<>();
				tags.forEach((tag) -> quoted(cells[3]).forEach((value) -> values.add(tag + "=" + value)));
				meters.put(quoted(cells[1]).get(0), values);
			}
		}
		return meters;
	}

	private static List<String> quoted(String cell) {
		return Pattern.compile("`([^`]+)`").matcher(cell).results().map((match) -> match.group(1)).toList();
	}

	private static String text() throws IOException {
		return Files.readString(Path.of("..", "docs", "monitoring.md"));
	}

	/**
	 * The names of a response's fields.
	 */
	static Set<String> fields(JsonNode response) {
		Set<String> fields = new TreeSet<>();
		addFields("", response, fields);
		return fields;
	}

	private static void addFields(String prefix, JsonNode node, Set<String> fields) {
		node.properties().forEach((field) -> {
			fields.add(prefix + field.getKey());
			if (!OPEN.contains(field.getKey())) {
				addFields(prefix + field.getKey() + ".", field.getValue(), fields);
			}
		});
		if (node.isArray() && !node.isEmpty()) {
			addFields(prefix, node.get(0), fields);
		}
	}

}
