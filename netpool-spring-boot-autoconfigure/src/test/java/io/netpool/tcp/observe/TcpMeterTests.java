package io.netpool.tcp.observe;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of the meters are what dashboards and alerts ask for: renaming one is a
 * decision, and is made here.
 */
class TcpMeterTests {

	@Test
	void theMetersHaveTheseNames() {
		assertThat(Arrays.stream(TcpMeter.values()).map(TcpMeter::meterName)).containsExactlyInAnyOrder(
				"netpool.tcp.listening", "netpool.tcp.connections.active", "netpool.tcp.connections.accepted",
				"netpool.tcp.connections.refused", "netpool.tcp.connections.closed", "netpool.tcp.connections.cut",
				"netpool.tcp.acceptors", "netpool.tcp.messages", "netpool.tcp.bytes", "netpool.tcp.handler",
				"netpool.tcp.handler.held", "netpool.tcp.io.blocked", "netpool.tcp.lane.pending",
				"netpool.tcp.outbound.pending", "netpool.tcp.reads.paused", "netpool.tcp.accepts.paused",
				"netpool.tcp.tls.handshakes", "netpool.tcp.tls.reloads");
	}

	@ParameterizedTest
	@EnumSource
	void eachIsDescribed(TcpMeter meter) {
		assertThat(meter.description()).isNotBlank();
	}

	@ParameterizedTest
	@EnumSource
	void aUnitIsOneThatTheNameEndsWithSoThatNoRegistryRepeatsIt(TcpMeter meter) {
		if (meter.unit() != null) {
			assertThat(meter.meterName()).endsWith("." + meter.unit());
		}
	}

}
