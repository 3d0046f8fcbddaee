package io.netpool.tcp.observe;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.Acceptors;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class TcpPoolMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final TcpAcceptorPool pool = pool("default");

	@BeforeEach
	void count() {
		given(this.pool.statistics()).willReturn(TestStatistics.create());
		given(this.pool.acceptors()).willReturn(new Acceptors(1, 3, 3));
	}

	@ParameterizedTest
	@CsvSource({ "netpool.tcp.acceptors, state, busy, 1", "netpool.tcp.acceptors, state, idle, 2",
			"netpool.tcp.connections.active, pool, default, 4", "netpool.tcp.handler.queue, pool, default, 13",
			"netpool.tcp.outbound.pending, pool, default, 14", "netpool.tcp.exchanges.open, pool, default, 25",
			"netpool.tcp.tls.handshakes.active, pool, default, 27",
			"netpool.tcp.tls.handshakes.waiting, pool, default, 28" })
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
			"netpool.tcp.connections.refused, reason, address-limit, 1023",
			"netpool.tcp.accepts.paused, pool, default, 15",
			"netpool.tcp.connections.closed.forcibly, pool, default, 16",
			"netpool.tcp.connections.closed, reason, network-error, 1004", "netpool.tcp.messages, direction, in, 8",
			"netpool.tcp.frames.dropped, pool, default, 31", "netpool.tcp.messages, direction, out, 9",
			"netpool.tcp.bytes, direction, in, 10", "netpool.tcp.bytes, direction, out, 11",
			"netpool.tcp.reads.paused, pool, default, 12", "netpool.tcp.exchanges.late, pool, default, 26",
			"netpool.tcp.handler.blocked, pool, default, 17", "netpool.tcp.io.blocked, pool, default, 18" })
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
		metrics(this.pool).bindTo(this.registry);
		FunctionTimer timer = this.registry.get("netpool.tcp.tls.handshakes").tag("outcome", "not-tls").functionTimer();
		assertThat(timer.count()).isEqualTo(2001);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3000);
		assertThat(this.registry.get("netpool.tcp.tls.handshakes").meters()).hasSize(TlsOutcome.values().length);
	}

	@Test
	void exchangesAreATimerForEachOutcome() {
		metrics(this.pool).bindTo(this.registry);
		FunctionTimer timer = this.registry.get("netpool.tcp.exchanges").tag("outcome", "not-sent").functionTimer();
		assertThat(timer.count()).isEqualTo(4003);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5000);
		assertThat(this.registry.get("netpool.tcp.exchanges").meters()).hasSize(ExchangeOutcome.values().length);
	}

	@Test
	void reloadsAreCountedByOutcome() {
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
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(TcpMeter.values()).map(TcpMeter::getName).toList());
	}

	@Test
	void everyMeterHasTheTypeUnitAndKeysThatAreDocumented() {
		metrics(this.pool).bindTo(this.registry);
		for (TcpMeter meter : TcpMeter.values()) {
			String[] keys = Arrays.stream(meter.getKeyNames()).map(KeyName::asString).toArray(String[]::new);
			assertThat(this.registry.get(meter.getName()).meters()).as(meter.getName()).allSatisfy((bound) -> {
				assertThat(bound.getId().getType()).isEqualTo(meter.getType());
				assertThat(bound.getId().getBaseUnit()).isEqualTo(unit(meter));
				assertThat(bound.getId().getTags()).extracting(Tag::getKey).containsExactlyInAnyOrder(keys);
			});
		}
	}

	/**
	 * A registry sets the unit of its timers.
	 */
	private static String unit(TcpMeter meter) {
		return (meter.getType() == Meter.Type.TIMER) ? "seconds" : meter.getBaseUnit();
	}

	@Test
	void aScrapeTakesOneSnapshot() {
		new TcpPoolMetrics(List.of(this.pool), () -> 0).bindTo(this.registry);
		this.registry.getMeters().forEach((meter) -> meter.measure().forEach(Measurement::getValue));
		verify(this.pool).statistics();
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
		return new TcpPoolMetrics(List.of(pools));
	}

	private static TcpAcceptorPool pool(String name) {
		TcpAcceptorPool pool = mock(TcpAcceptorPool.class);
		given(pool.name()).willReturn(name);
		return pool;
	}

}
