package io.netpool.sample.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the README shows of the endpoints' responses.
 */
final class Readme {

	/**
	 * Whose fields are no names but reasons, settings or the like. The README has some.
	 */
	private static final Set<String> OPEN = Set.of("refused", "closed", "settings");

	private Readme() {
	}

	/**
	 * The names of the fields of a response that the README shows behind its request.
	 */
	static Set<String> fields(String path) throws IOException {
		String text = Files.readString(Path.of("..", "README.md"));
		String request = "$ curl localhost:8080/actuator/" + path + "\n";
		assertThat(text).containsOnlyOnce(request);
		String response = text.substring(text.indexOf(request) + request.length());
		String json = response.substring(0, response.indexOf("```")).replace(", ...", "");
		return fields(JsonMapper.shared().readTree(json));
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
