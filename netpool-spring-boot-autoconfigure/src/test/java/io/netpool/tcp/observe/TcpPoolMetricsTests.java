package io.netpool.tcp.observe;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.Acceptors;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TlsOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TcpPoolMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final TcpPoolStatistics statistics = mock(TcpPoolStatistics.class);

	private final TcpAcceptorPool pool = pool("default");

	@BeforeEach
	void count() {
		given(this.pool.statistics()).willReturn(this.statistics);
		given(this.pool.acceptors()).willReturn(new Acceptors(1, 3, 3));
		given(this.statistics.activeConnections()).willReturn(4);
		given(this.statistics.acceptedConnections()).willReturn(5L);
		given(this.statistics.closedConnections(CloseReason.ADDRESS_LIMIT)).willReturn(6L);
		given(this.statistics.pausedAccepts()).willReturn(15L);
		given(this.statistics.cutConnections()).willReturn(16L);
		given(this.statistics.heldHandlers()).willReturn(17L);
		given(this.statistics.blockedIoThreads()).willReturn(18L);
		given(this.statistics.closedConnections(CloseReason.NETWORK_ERROR)).willReturn(7L);
		given(this.statistics.receivedMessages()).willReturn(8L);
		given(this.statistics.sentMessages()).willReturn(9L);
		given(this.statistics.receivedBytes()).willReturn(10L);
		given(this.statistics.sentBytes()).willReturn(11L);
		given(this.statistics.pausedReads()).willReturn(12L);
		given(this.statistics.handledMessages()).willReturn(20L);
		given(this.statistics.failedMessages()).willReturn(7L);
		given(this.statistics.handlerTime()).willReturn(Duration.ofMillis(50));
		given(this.statistics.failedHandlerTime()).willReturn(Duration.ofMillis(15));
		given(this.statistics.pendingMessages()).willReturn(13L);
		given(this.statistics.pendingBytes()).willReturn(14L);
	}

	@ParameterizedTest
	@CsvSource({ "netpool.tcp.acceptors, state, busy, 1", "netpool.tcp.acceptors, state, idle, 2",
			"netpool.tcp.connections.active, pool, default, 4", "netpool.tcp.lane.pending, pool, default, 13",
			"netpool.tcp.outbound.pending, pool, default, 14" })
	void aLevelIsAGauge(String meter, String tag, String value, double expected) {
		metrics(this.pool).bindTo(this.registry);
		Gauge gauge = this.registry.get(meter).tag("pool", "default").tag(tag, value).gauge();
		assertThat(gauge.value()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "LISTENING, 1", "PAUSED, 0", "DRAINING, 0", "STOPPED, 0" })
	void aPoolListensWhileItAcceptsConnections(State state, double expected) {
		given(this.pool.state()).willReturn(state);
		metrics(this.pool).bindTo(this.registry);
		assertThat(this.registry.get("netpool.tcp.listening").gauge().value()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "netpool.tcp.connections.accepted, pool, default, 5",
			"netpool.tcp.connections.refused, reason, address-limit, 6",
			"netpool.tcp.accepts.paused, pool, default, 15", "netpool.tcp.connections.cut, pool, default, 16",
			"netpool.tcp.connections.closed, reason, network-error, 7", "netpool.tcp.messages, direction, in, 8",
			"netpool.tcp.messages, direction, out, 9", "netpool.tcp.bytes, direction, in, 10",
			"netpool.tcp.bytes, direction, out, 11", "netpool.tcp.reads.paused, pool, default, 12",
			"netpool.tcp.handler.held, pool, default, 17", "netpool.tcp.io.blocked, pool, default, 18" })
	void aTotalIsACounter(String meter, String tag, String value, double expected) {
		metrics(this.pool).bindTo(this.registry);
		FunctionCounter counter = this.registry.get(meter).tag("pool", "default").tag(tag, value).functionCounter();
		assertThat(counter.count()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "success, 13, 35", "failure, 7, 15" })
	void whatHandlersTakeIsATimer(String outcome, double count, double millis) {
		metrics(this.pool).bindTo(this.registry);
		FunctionTimer timer = this.registry.get("netpool.tcp.handler").tag("outcome", outcome).functionTimer();
		assertThat(timer.count()).isEqualTo(count);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(millis);
	}

	@Test
	void whatHandshakesTakeIsATimerForEachOutcome() {
		given(this.statistics.handshakes(TlsOutcome.NOT_TLS)).willReturn(21L);
		given(this.statistics.handshakeTime(TlsOutcome.NOT_TLS)).willReturn(Duration.ofMillis(22));
		metrics(this.pool).bindTo(this.registry);
		FunctionTimer timer = this.registry.get("netpool.tcp.tls.handshakes").tag("outcome", "not-tls").functionTimer();
		assertThat(timer.count()).isEqualTo(21);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(22);
		assertThat(this.registry.get("netpool.tcp.tls.handshakes").meters()).hasSize(TlsOutcome.values().length);
	}

	@Test
	void reloadsAreCountedByOutcome() {
		given(this.statistics.tlsReloads(true)).willReturn(23L);
		given(this.statistics.tlsReloads(false)).willReturn(24L);
		metrics(this.pool).bindTo(this.registry);
		assertThat(reloads("success")).isEqualTo(23);
		assertThat(reloads("failure")).isEqualTo(24);
	}

	private double reloads(String outcome) {
		return this.registry.get("netpool.tcp.tls.reloads").tag("outcome", outcome).functionCounter().count();
	}

	@Test
	void everyMeterOfTheEnumIsBoundAndNoOther() {
		metrics(this.pool).bindTo(this.registry);
		assertThat(this.registry.getMeters().stream().map((meter) -> meter.getId().getName()).distinct())
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(TcpMeter.values()).map(TcpMeter::meterName).toList());
	}

	@Test
	void everyReasonHasACounter() {
		metrics(this.pool).bindTo(this.registry);
		int refused = this.registry.get("netpool.tcp.connections.refused").meters().size();
		assertThat(refused).isEqualTo(3);
		assertThat(this.registry.get("netpool.tcp.connections.closed").meters())
			.hasSize(CloseReason.values().length - refused);
	}

	@Test
	void everyMeterIsDescribed() {
		metrics(this.pool).bindTo(this.registry);
		assertThat(this.registry.getMeters().stream().map(Meter::getId)).isNotEmpty()
			.allSatisfy((id) -> assertThat(id.getDescription()).isNotBlank());
	}

	@Test
	void eachPoolHasMetersOfItsOwn() {
		TcpAcceptorPool admin = pool("admin");
		given(admin.acceptors()).willReturn(new Acceptors(0, 9, 9));
		metrics(this.pool, admin).bindTo(this.registry);
		assertThat(this.registry.get("netpool.tcp.acceptors").tags("pool", "admin", "state", "idle").gauge().value())
			.isEqualTo(9);
		assertThat(this.registry.get("netpool.tcp.acceptors").tags("pool", "default", "state", "idle").gauge().value())
			.isEqualTo(2);
	}

	private static TcpPoolMetrics metrics(TcpAcceptorPool... pools) {
		return new TcpPoolMetrics(List.of(pools), new TcpHandlerTimers(List.of()));
	}

	private static TcpAcceptorPool pool(String name) {
		TcpAcceptorPool pool = mock(TcpAcceptorPool.class);
		given(pool.name()).willReturn(name);
		return pool;
	}

}
