package io.netpool.sample.chat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netpool.tcp.test.AutoConfigureTcpTestClient;
import io.netpool.tcp.test.TcpTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "netpool.tcp.port=0", "netpool.tcp.observation.enabled=false" })
@AutoConfigureTcpTestClient
class ActuatorTests {

	@Autowired
	private TcpTestClient client;

	@LocalServerPort
	private int webPort;

	@Test
	void theApplicationIsHealthy() throws Exception {
		assertThat(get("health")).contains("\"status\":\"UP\"");
	}

	@Test
	void theHealthOfThePoolIsShown() throws Exception {
		assertThat(get("health/netpool/default")).contains("\"status\":\"UP\"", "\"port\":",
				"\"acceptors\":{\"idle\":");
	}

	@Test
	void metricsAndPrometheusShowTheConnection() throws Exception {
		ChatClient ann = ChatClient.join("ann", this.client);
		ann.says("hello");
		ann.sees("ann: hello");
		assertThat(get("metrics/netpool.tcp.connections.active")).contains("\"value\":1.0");
		assertThat(get("metrics/netpool.tcp.acceptors?tag=state:busy")).contains("\"value\":1.0");
		assertThat(get("prometheus")).contains("netpool_tcp_connections_active", "netpool_tcp_messages_total");
	}

	@Test
	void theDocumentationNamesTheMetersThatThereAre(@Autowired MeterRegistry registry) throws Exception {
		Map<String, Set<String>> meters = new TreeMap<>();
		registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("netpool."))
			.forEach((id) -> id.getTags()
				.stream()
				.filter((tag) -> !tag.getKey().equals("pool"))
				.map((tag) -> tag.getKey() + "=" + tag.getValue())
				.forEach(meters.computeIfAbsent(id.getName(), (name) -> new TreeSet<>())::add));
		assertThat(MonitoringPage.meters()).isEqualTo(meters);
	}

	private String get(String path) throws IOException, InterruptedException {
		return new Operator(this.webPort).get(path).body();
	}

}
