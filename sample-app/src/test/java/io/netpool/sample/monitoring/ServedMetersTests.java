package io.netpool.sample.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netpool.sample.chat.ChatApplication;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.cluster.TcpClusterStatistics;
import io.netpool.tcp.observe.TcpClusterMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What alerts and dashboard ask for, beside what the sample serves.
 */
@SpringBootTest(classes = ChatApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "netpool.tcp.port=0")
class ServedMetersTests {

	@Value("${local.server.port}")
	private int webPort;

	private String served;

	@BeforeEach
	void scrape() throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.webPort + "/actuator/prometheus");
		this.served = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
			.body() + "\n" + servedInACluster();
	}

	/**
	 * The sample has a cluster where there is a Redis only.
	 */
	private static String servedInACluster() {
		TcpCluster cluster = mock(TcpCluster.class);
		given(cluster.name()).willReturn("chat");
		given(cluster.statistics()).willReturn(new TcpClusterStatistics(Map.of(), 0, Map.of(), 0, 0, 0));
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		new TcpClusterMetrics(cluster).bindTo(registry);
		return registry.scrape();
	}

	@ParameterizedTest
	@EnumSource(names = { "ALERTS", "DASHBOARD" })
	void everyMetricThatIsAskedForIsServed(MonitoringFile file) throws IOException {
		List<String> samples = this.served.lines().filter((line) -> !line.startsWith("#")).toList();
		assertThat(file.expressions()).isNotEmpty()
			.allSatisfy((expression) -> assertThat(Series.metricsOf(expression)).isNotEmpty()
				.isSubsetOf(Series.metricsOf(String.join("\n", samples))));
	}

	@ParameterizedTest
	@EnumSource(names = { "ALERTS", "DASHBOARD" })
	void everyLabelThatIsAskedForIsServed(MonitoringFile file) throws IOException {
		List<Series> all = Series.of(this.served);
		assertThat(file.expressions().stream().flatMap((expression) -> Series.of(expression).stream())).isNotEmpty()
			.allSatisfy((asked) -> asked.labels()
				.forEach((label, values) -> assertThat(valuesOf(all, asked.metric(), label)).isNotEmpty()
					.containsAll(values)));
	}

	private static List<String> valuesOf(List<Series> served, String metric, String label) {
		return served.stream()
			.filter((series) -> series.metric().equals(metric))
			.flatMap((series) -> series.labels().getOrDefault(label, List.of()).stream())
			.toList();
	}

}
