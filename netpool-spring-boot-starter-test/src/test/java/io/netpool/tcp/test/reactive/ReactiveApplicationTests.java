package io.netpool.tcp.test.reactive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import io.netpool.tcp.test.TcpTestConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool beside a reactive web server, which serves the endpoint.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "netpool.tcp.port=0", "management.endpoints.web.exposure.include=netpool,health",
				"management.endpoint.health.show-components=always" })
@AutoConfigureTcpTestClient
class ReactiveApplicationTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@Autowired
	private TcpTestClient client;

	@Autowired
	private TcpAcceptorPool pool;

	@Value("${local.server.port}")
	private int webPort;

	@AfterEach
	void resume() {
		this.pool.resume();
	}

	@Test
	void thereIsAReactiveWebServer(@Autowired ApplicationContext context) {
		assertThat(context).isInstanceOf(ReactiveWebServerApplicationContext.class);
	}

	@Test
	void handlersReplyWithPublishers() {
		this.client.connect().send("ann").expectMessage("hello ann").send("COUNT").expectMessages("1", "2", "3");
	}

	@Test
	void theEndpointShowsThePoolAndItsHealth() throws Exception {
		assertThat(get("netpool/default").body()).contains("\"state\":\"listening\"", "\"port\":" + this.pool.port());
		assertThat(get("health/netpool").body()).contains("\"status\":\"UP\"");
		assertThat(get("netpool/other").statusCode()).isEqualTo(404);
	}

	@Test
	void theEndpointChangesThePool() throws Exception {
		assertThat(post("{\"state\":\"paused\"}").statusCode()).isEqualTo(200);
		assertThat(this.pool.state()).isEqualTo(State.PAUSED);
		HttpResponse<String> refused = post("{\"acceptors\":0}");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("'acceptors' is 0, and must be 1 or more");
	}

	@Test
	void theEndpointPagesAndClosesConnections() throws Exception {
		TcpTestConnection ann = this.client.connect().send("ann").expectMessage("hello ann");
		TcpTestConnection bob = this.client.connect().send("bob").expectMessage("hello bob");
		String secondPage = get("netpool/default/connections?size=1&page=1").body();
		assertThat(secondPage).contains("\"total\":2", "\"page\":1", "\"size\":1");
		assertThat(get("netpool/default/connections?size=0").statusCode()).isEqualTo(400);
		String id = secondPage.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
		assertThat(send(request("netpool/default/connections/" + id).DELETE()).statusCode()).isEqualTo(204);
		bob.expectClosed();
		ann.send("ann").expectMessage("hello ann");
		assertThat(send(request("netpool/default/connections/none").DELETE()).statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(request(path));
	}

	private HttpResponse<String> post(String body) throws IOException, InterruptedException {
		return send(request("netpool/default").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.webPort + "/actuator/" + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
