package io.netpool.tcp.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netpool.tcp.cluster.TcpCluster.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TcpClusterMetrics} and the names of {@link TcpClusterMeter}, which
 * dashboards and alerts ask for.
 */
class TcpClusterMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void theMetersHaveTheseNamesAndNoOtherIsBound() {
		bind(State.CONNECTED);
		assertThat(this.registry.getMeters().stream().map((meter) -> meter.getId().getName()).distinct())
			.containsExactlyInAnyOrder("netpool.cluster.connected", "netpool.cluster.instances",
					"netpool.cluster.pending", "netpool.cluster.pending.limit", "netpool.cluster.sent",
					"netpool.cluster.received", "netpool.cluster.dropped", "netpool.cluster.reconnects")
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(TcpClusterMeter.values()).map(TcpClusterMeter::getName).toList());
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTED, 1", "DISCONNECTED, 0" })
	void itIsConnectedWhileItReachesTheOthers(State state, double expected) {
		bind(state);
		assertThat(this.registry.get("netpool.cluster.connected").tag("name", "chat").gauge().value())
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "netpool.cluster.instances, 2", "netpool.cluster.pending, 18", "netpool.cluster.pending.limit, 19" })
	void aLevelIsAGauge(String meter, double expected) {
		bind(State.CONNECTED);
		assertThat(this.registry.get(meter).gauge().value()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "netpool.cluster.sent, outcome, answered, 11", "netpool.cluster.sent, outcome, unanswered, 12",
			"netpool.cluster.sent, outcome, refused, 13", "netpool.cluster.received, name, chat, 14",
			"netpool.cluster.dropped, reason, late, 15", "netpool.cluster.dropped, reason, repeated, 16",
			"netpool.cluster.dropped, reason, unknown, 17", "netpool.cluster.reconnects, name, chat, 20" })
	void aTotalIsACounter(String meter, String tag, String value, double expected) {
		bind(State.CONNECTED);
		FunctionCounter counter = this.registry.get(meter).tag(tag, value).functionCounter();
		assertThat(counter.count()).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource
	void eachHasTheTypeDescriptionAndKeysThatAreDocumented(TcpClusterMeter meter) {
		bind(State.CONNECTED);
		String[] keys = Arrays.stream(meter.getKeyNames()).map(KeyName::asString).toArray(String[]::new);
		assertThat(keys).contains("name");
		assertThat(this.registry.get(meter.getName()).meters()).isNotEmpty().map(Meter::getId).allSatisfy((id) -> {
			assertThat(id.getType()).isEqualTo(meter.getType());
			assertThat(id.getDescription()).isNotBlank().isEqualTo(meter.description());
			assertThat(id.getTags()).extracting(Tag::getKey).containsExactlyInAnyOrder(keys);
		});
	}

	@ParameterizedTest
	@EnumSource
	void theDocumentationNamesEachWithTheValuesOfItsTags(TcpClusterMeter meter) throws IOException {
		bind(State.CONNECTED);
		String row = Files.readString(Path.of("..", "docs", "monitoring.md"))
			.lines()
			.filter((line) -> line.startsWith("| `" + meter.getName() + "` |"))
			.findFirst()
			.orElseThrow();
		assertThat(this.registry.get(meter.getName()).meters()).flatMap((bound) -> bound.getId().getTags())
			.filteredOn((tag) -> !tag.getKey().equals("name"))
			.allSatisfy((tag) -> assertThat(row).contains("`" + tag.getKey() + "`", "`" + tag.getValue() + "`"));
	}

	private void bind(State state) {
		new TcpClusterMetrics(TestCluster.create(state)).bindTo(this.registry);
	}

}
