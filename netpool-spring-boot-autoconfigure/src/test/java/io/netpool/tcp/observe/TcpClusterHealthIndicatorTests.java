package io.netpool.tcp.observe;

import io.netpool.tcp.cluster.TcpCluster.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class TcpClusterHealthIndicatorTests {

	@ParameterizedTest
	@CsvSource({ "CONNECTED, connected", "DISCONNECTED, disconnected" })
	void itTellsWhetherTheInstanceReachesTheOthersAndIsUpAllTheSame(State state, String expected) {
		Health health = new TcpClusterHealthIndicator(TestCluster.create(state)).health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsExactly(entry("name", "chat"), entry("instance", "k3f9a2x7"),
				entry("state", expected), entry("instances", 2));
	}

}
