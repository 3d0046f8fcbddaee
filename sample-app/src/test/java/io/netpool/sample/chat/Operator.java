package io.netpool.sample.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Someone with a shell and curl.
 *
 * @param port the port of the web server
 */
record Operator(int port) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send("GET", path, BodyPublishers.noBody());
	}

	HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return send("POST", path, BodyPublishers.ofString(body));
	}

	HttpResponse<String> delete(String path) throws IOException, InterruptedException {
		return send("DELETE", path, BodyPublishers.noBody());
	}

	JsonNode read(String path) throws IOException, InterruptedException {
		return json(get(path));
	}

	static JsonNode json(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private HttpResponse<String> send(String method, String path, BodyPublisher body)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.port + "/actuator/" + path);
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.method(method, body)
			.build();
		return CLIENT.send(request, BodyHandlers.ofString());
	}

}
