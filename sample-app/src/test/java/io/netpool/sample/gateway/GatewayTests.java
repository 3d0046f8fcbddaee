package io.netpool.sample.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.test.LocalTcpPort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link GatewayApplication} with a thousand trackers.
 */
@SpringBootTest(classes = GatewayApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.name=gateway", "netpool.tcp.port=0", "netpool.tcp.exchange.timeout=2s" })
class GatewayTests {

	private static final int TRACKERS = 1000;

	private static final int SILENT = 20;

	private static final int RECONNECTING = 100;

	@LocalTcpPort
	private int port;

	@LocalServerPort
	private int httpPort;

	@Autowired
	private TcpConnections connections;

	@Autowired
	private TcpAcceptorPool pool;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private JdbcClient database;

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void eachCommandIsAnsweredByItsTracker() throws Exception {
		try (Fleet fleet = new Fleet(this.port)) {
			Map<String, SimulatedTracker> trackers = new HashMap<>();
			for (int i = 0; i < TRACKERS; i++) {
				trackers.put(imei(i), fleet.connect(imei(i), i < SILENT));
			}
			awaitLogins(trackers);
			assertThat(loggedIn()).isEqualTo(TRACKERS);
			reconnect(fleet, trackers);
			assertCommandsAnswered();
			assertPositionsStored(trackers);
			assertSilentAreDropped();
		}
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.connections.count()).isZero();
			assertThat(loggedIn()).isZero();
			assertThat(this.pool.acceptors().busy()).isZero();
			assertThat(this.pool.statistics().exchanges().open()).isZero();
		});
		assertThat(command(imei(TRACKERS - 1)).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
	}

	@Test
	void aTrackerThatHasNotLoggedInIsNotHeard() throws Exception {
		try (Fleet fleet = new Fleet(this.port)) {
			SimulatedTracker tracker = fleet.connectOnly(imei(1), false);
			tracker.position(1, 1, 1);
			Awaitility.await().until(() -> tracker.closed);
			assertThat(this.pool.statistics().connections().closed(CloseReason.UNAUTHENTICATED)).isOne();
		}
	}

	/**
	 * Trackers that lost their connections, of which the gateway does not know yet.
	 */
	private void reconnect(Fleet fleet, Map<String, SimulatedTracker> trackers) throws Exception {
		List<SimulatedTracker> replaced = new ArrayList<>();
		for (int i = TRACKERS - RECONNECTING; i < TRACKERS; i++) {
			replaced.add(trackers.put(imei(i), fleet.connect(imei(i), false)));
		}
		awaitLogins(trackers);
		Awaitility.await().untilAsserted(() -> {
			assertThat(replaced).allMatch((tracker) -> tracker.closed);
			assertThat(this.pool.statistics().connections().closed(CloseReason.REPLACED)).isEqualTo(RECONNECTING);
			assertThat(loggedIn()).isEqualTo(TRACKERS);
		});
	}

	private void assertCommandsAnswered() throws Exception {
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, TRACKERS)
			.mapToObj((i) -> command(imei(i)))
			.toList();
		for (int i = 0; i < TRACKERS; i++) {
			HttpResponse<String> answer = answers.get(i).get(30, TimeUnit.SECONDS);
			if (i < SILENT) {
				assertThat(answer.statusCode()).isEqualTo(504);
			}
			else {
				assertThat(answer.body()).isEqualTo(imei(i) + " WHERE#");
			}
		}
	}

	private void assertPositionsStored(Map<String, SimulatedTracker> trackers) throws Exception {
		for (SimulatedTracker tracker : trackers.values()) {
			tracker.position(52.5, 13.25, 80);
		}
		Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(
					this.database.sql("select count(distinct imei) from position").query(Integer.class).single())
				.isEqualTo(TRACKERS));
		assertThat(positions(imei(7)))
			.isEqualTo("[{\"time\":\"2026-01-01T12:00:00\",\"latitude\":52.5,\"longitude\":13.25,\"speed\":80}]");
	}

	private void assertSilentAreDropped() {
		for (int i = 0; i < SILENT; i++) {
			this.connections.identifiedBy("imei", imei(i))
				.connections()
				.forEach((connection) -> connection.readIdleTimeout(Duration.ofMillis(200)));
		}
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.pool.statistics().connections().closed(CloseReason.READ_IDLE_TIMEOUT)).isEqualTo(SILENT);
			assertThat(loggedIn()).isEqualTo(TRACKERS - SILENT);
		});
	}

	private static void awaitLogins(Map<String, SimulatedTracker> trackers) {
		Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.until(() -> trackers.values().stream().allMatch((tracker) -> tracker.loggedIn));
	}

	private static String imei(int number) {
		return "86%013d".formatted(number);
	}

	private int loggedIn() {
		return (int) this.meters.get("gateway.trackers").gauge().value();
	}

	private CompletableFuture<HttpResponse<String>> command(String imei) {
		return this.http.sendAsync(request(imei, "/commands").POST(BodyPublishers.ofString("WHERE#")).build(),
				BodyHandlers.ofString());
	}

	private String positions(String imei) throws Exception {
		return this.http.send(request(imei, "/positions").build(), BodyHandlers.ofString()).body();
	}

	private HttpRequest.Builder request(String imei, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.httpPort + "/trackers/" + imei + path));
	}

}
