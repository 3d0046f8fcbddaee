package io.netpool.tcp.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TcpHandlerTimers}, {@link Distributions} and {@link TimedEndpoint}.
 */
class TcpHandlerTimersTests {

	private static final MeterFilter OBJECTIVES = configuring(
			DistributionStatisticConfig.builder().serviceLevelObjectives(1e6, 1e7).build());

	private final MockClock clock = new MockClock();

	private final TcpConnection connection = PlayedLane.connection();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@ParameterizedTest
	@EnumSource
	void aMessageIsTimedOnceWithAllOfItsPieces(HandlerShape shape) {
		TcpEndpoint endpoint = timed(shape.endpoint(() -> this.clock.add(Duration.ofMillis(3))), OBJECTIVES);
		PlayedLane.anyhow(() -> PlayedLane.handle(endpoint, this.connection, "hi"));
		Timer timer = timer(shape.fails() ? "failure" : "success");
		assertThat(timer.count()).isEqualTo(1);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3.0 * shape.pieces());
		assertThat(timer(shape.fails() ? "success" : "failure").count()).isZero();
	}

	@Test
	void itHasTheBucketsOfItsObjectives() throws Throwable {
		TcpEndpoint endpoint = timed(HandlerShape.VALUE.endpoint(() -> this.clock.add(Duration.ofMillis(3))),
				OBJECTIVES);
		PlayedLane.handle(endpoint, this.connection, "hi");
		assertThat(timer("success").takeSnapshot().histogramCounts()).extracting(CountAtBucket::count)
			.containsExactly(0.0, 1.0);
	}

	@ParameterizedTest
	@MethodSource
	void itIsATimerWhereADistributionIsWanted(MeterFilter filter) {
		bind(this.registry, filter);
		assertThat(this.registry.get("netpool.tcp.handler").meters()).hasSize(2)
			.allMatch(Timer.class::isInstance)
			.allSatisfy((meter) -> assertThat(meter.getId().getDescription()).isNotBlank());
	}

	static List<MeterFilter> itIsATimerWhereADistributionIsWanted() {
		return List.of(OBJECTIVES, configuring(DistributionStatisticConfig.builder().percentiles(0.5).build()),
				configuring(DistributionStatisticConfig.builder().percentilesHistogram(true).build()),
				new MeterFilter() {
					@Override
					public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
						return "failure".equals(id.getTag("outcome")) ? OBJECTIVES.configure(id, config) : config;
					}
				});
	}

	@ParameterizedTest
	@MethodSource
	void elsewhereItIsATotalAndTheEndpointIsLeftAsItIs(MeterFilter filter) {
		TcpHandlerTimers timers = bind(this.registry, filter);
		assertThat(this.registry.get("netpool.tcp.handler").meters()).hasSize(2)
			.allMatch(FunctionTimer.class::isInstance);
		TcpEndpoint endpoint = HandlerShape.VALUE.endpoint(() -> {
		});
		assertThat(timers.decorate("default", endpoint)).isSameAs(endpoint);
	}

	static List<MeterFilter> elsewhereItIsATotalAndTheEndpointIsLeftAsItIs() {
		return List.of(configuring(DistributionStatisticConfig.NONE),
				configuring(DistributionStatisticConfig.builder().expiry(Duration.ofMinutes(1)).build()),
				new MeterFilter() {
					@Override
					public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
						return null;
					}
				});
	}

	@Test
	void aMeterThatIsDeniedIsNotTimed() {
		TcpHandlerTimers timers = new TcpHandlerTimers(List.of(MeterFilter.deny(), OBJECTIVES));
		TcpEndpoint endpoint = HandlerShape.VALUE.endpoint(() -> {
		});
		assertThat(timers.decorate("default", endpoint)).isSameAs(endpoint);
	}

	@Test
	void aFilterIsAskedByTheNameThatOneBeforeGave() {
		MeterFilter renaming = new MeterFilter() {
			@Override
			public Meter.Id map(Meter.Id id) {
				return id.withName("my." + id.getName());
			}
		};
		MeterFilter objectives = new MeterFilter() {
			@Override
			public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
				return id.getName().startsWith("my.") ? OBJECTIVES.configure(id, config) : config;
			}
		};
		bind(this.registry, renaming, objectives);
		assertThat(this.registry.find("my.netpool.tcp.handler").timers()).hasSize(2);
	}

	@Test
	void eachRegistryHasATimer() throws Throwable {
		MeterRegistry other = new SimpleMeterRegistry();
		TcpHandlerTimers timers = bind(this.registry, OBJECTIVES);
		bind(timers, other);
		TcpEndpoint endpoint = timers.decorate("default", HandlerShape.VALUE.endpoint(() -> {
		}));
		PlayedLane.handle(endpoint, this.connection, "hi");
		assertThat(timer("success").count()).isEqualTo(1);
		assertThat(other.get("netpool.tcp.handler").tag("outcome", "success").timer().count()).isEqualTo(1);
	}

	@Test
	void aRegistryThatIsBoundTwiceHasOneTimer() throws Throwable {
		TcpHandlerTimers timers = bind(this.registry, OBJECTIVES);
		bind(timers, this.registry);
		TcpEndpoint endpoint = timers.decorate("default", HandlerShape.VALUE.endpoint(() -> {
		}));
		PlayedLane.handle(endpoint, this.connection, "hi");
		assertThat(timer("success").count()).isEqualTo(1);
	}

	@Test
	void aRegistryThatComesLateToACompositeHasATimer() throws Throwable {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		TcpHandlerTimers timers = bind(composite, OBJECTIVES);
		TcpEndpoint endpoint = timers.decorate("default", HandlerShape.VALUE.endpoint(() -> {
		}));
		composite.add(this.registry);
		PlayedLane.handle(endpoint, this.connection, "hi");
		assertThat(timer("success").count()).isEqualTo(1);
	}

	@Test
	void aPoolThatStartsBeforeThereIsARegistryIsTimedToo() throws Throwable {
		TcpHandlerTimers timers = new TcpHandlerTimers(List.of(OBJECTIVES), this.clock);
		TcpEndpoint endpoint = timers.decorate("default", HandlerShape.VALUE.endpoint(() -> {
		}));
		bind(timers, this.registry);
		PlayedLane.handle(endpoint, this.connection, "hi");
		assertThat(timer("success").count()).isEqualTo(1);
	}

	@Test
	void eachPoolHasATimerOfItsOwn() throws Throwable {
		TcpHandlerTimers timers = bind(this.registry, OBJECTIVES);
		TcpEndpoint admin = timers.decorate("admin", HandlerShape.VALUE.endpoint(() -> {
		}));
		timers.register(this.registry, "admin");
		PlayedLane.handle(admin, this.connection, "hi");
		assertThat(timer("success").count()).isZero();
		assertThat(this.registry.get("netpool.tcp.handler").tags("pool", "admin", "outcome", "success").timer().count())
			.isEqualTo(1);
	}

	private TcpEndpoint timed(TcpEndpoint endpoint, MeterFilter filter) {
		return bind(this.registry, filter).decorate("default", endpoint);
	}

	/**
	 * Bind the meters of a pool in an application that has these filters.
	 */
	private TcpHandlerTimers bind(MeterRegistry registry, MeterFilter... filters) {
		TcpHandlerTimers timers = new TcpHandlerTimers(List.of(filters), this.clock);
		List.of(filters).forEach(this.registry.config()::meterFilter);
		bind(timers, registry);
		return timers;
	}

	private static void bind(TcpHandlerTimers timers, MeterRegistry registry) {
		TcpAcceptorPool pool = mock(TcpAcceptorPool.class, Answers.RETURNS_DEEP_STUBS);
		given(pool.name()).willReturn("default");
		new TcpPoolMetrics(List.of(pool), timers).bindTo(registry);
	}

	private Timer timer(String outcome) {
		return this.registry.get("netpool.tcp.handler").tags("pool", "default", "outcome", outcome).timer();
	}

	private static MeterFilter configuring(DistributionStatisticConfig wanted) {
		return new MeterFilter() {
			@Override
			public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
				return wanted.merge(config);
			}
		};
	}

}
