package io.netpool.tcp.observe;

import java.util.Arrays;

import io.micrometer.common.docs.KeyName;
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
		assertThat(Arrays.stream(TcpMeter.values()).map(TcpMeter::getName)).containsExactlyInAnyOrder(
				"netpool.tcp.listening", "netpool.tcp.connections.active", "netpool.tcp.connections.accepted",
				"netpool.tcp.connections.refused", "netpool.tcp.connections.closed",
				"netpool.tcp.connections.closed.forcibly", "netpool.tcp.acceptors", "netpool.tcp.messages",
				"netpool.tcp.frames.dropped", "netpool.tcp.bytes", "netpool.tcp.handler", "netpool.tcp.handler.blocked",
				"netpool.tcp.io.blocked", "netpool.tcp.handler.queue", "netpool.tcp.outbound.pending",
				"netpool.tcp.reads.paused", "netpool.tcp.accepts.paused", "netpool.tcp.tls.handshakes",
				"netpool.tcp.tls.handshakes.active", "netpool.tcp.tls.handshakes.waiting", "netpool.tcp.tls.reloads",
				"netpool.tcp.exchanges", "netpool.tcp.exchanges.open", "netpool.tcp.exchanges.late");
	}

	@ParameterizedTest
	@EnumSource
	void eachIsDescribed(TcpMeter meter) {
		assertThat(meter.description()).isNotBlank();
	}

	@ParameterizedTest
	@EnumSource
	void eachHasTheTagPool(TcpMeter meter) {
		assertThat(meter.getKeyNames()).extracting(KeyName::asString).startsWith("pool");
	}

	@ParameterizedTest
	@EnumSource
	void aUnitIsTheEndOfTheNameSoThatNoRegistryRepeatsIt(TcpMeter meter) {
		if (meter.getBaseUnit() != null) {
			assertThat(meter.getName()).endsWith("." + meter.getBaseUnit());
		}
	}

}
