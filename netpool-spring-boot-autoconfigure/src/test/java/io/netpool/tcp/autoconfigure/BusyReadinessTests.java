package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.Acceptors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class BusyReadinessTests {

	private static final Acceptors FULL = new Acceptors(3, 3, 3);

	private static final Acceptors WITH_ROOM = new Acceptors(2, 3, 3);

	private final StaticApplicationContext context = new StaticApplicationContext();

	private final ApplicationAvailabilityBean availability = new ApplicationAvailabilityBean();

	private final TcpAcceptorPool pool = mock(TcpAcceptorPool.class);

	private final TcpAcceptorPool other = mock(TcpAcceptorPool.class);

	private final BusyReadiness readiness = new BusyReadiness(List.of(this.pool, this.other), this.availability,
			new PoolEventPublisher(this.context));

	private int changes;

	BusyReadinessTests() {
		this.context.addApplicationListener(this.availability);
		this.context.addApplicationListener((event) -> {
			if (event instanceof AvailabilityChangeEvent<?>) {
				this.changes++;
			}
		});
		this.context.refresh();
		given(this.pool.acceptors()).willReturn(WITH_ROOM);
		given(this.other.acceptors()).willReturn(WITH_ROOM);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void whileEveryAcceptorOfAPoolIsBusyTrafficIsRefused() {
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(WITH_ROOM, ReadinessState.ACCEPTING_TRAFFIC);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		look(WITH_ROOM, ReadinessState.ACCEPTING_TRAFFIC);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void onlyChangesAreTold() {
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(WITH_ROOM, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.changes).isEqualTo(1);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.changes).isEqualTo(2);
		look(WITH_ROOM, ReadinessState.ACCEPTING_TRAFFIC);
		look(WITH_ROOM, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.changes).isEqualTo(3);
	}

	@Test
	void aPoolThatCanIncreaseIsNotBusy() {
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(new Acceptors(3, 3, 4), ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void aPoolWithFewerAcceptorsThanConnectionsIsBusy() {
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(new Acceptors(3, 1, 1), ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void trafficIsRefusedUntilNoPoolIsBusy() {
		set(ReadinessState.ACCEPTING_TRAFFIC);
		given(this.other.acceptors()).willReturn(FULL);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		look(WITH_ROOM, ReadinessState.REFUSING_TRAFFIC);
		given(this.other.acceptors()).willReturn(WITH_ROOM);
		look(WITH_ROOM, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void whatTheApplicationRefusesItselfStaysRefused() {
		set(ReadinessState.REFUSING_TRAFFIC);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		look(WITH_ROOM, ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.changes).isEqualTo(1);
	}

	@Test
	void whatTheApplicationRefusesMeanwhileStaysRefused() {
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		set(ReadinessState.REFUSING_TRAFFIC);
		look(WITH_ROOM, ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void whatTheApplicationAcceptsMeanwhileStaysAccepted() {
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(FULL, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void aPoolThatIsBusyWhenTheApplicationHasStartedIsSeenThen() {
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.changes).isZero();
		set(ReadinessState.ACCEPTING_TRAFFIC);
		look(FULL, ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void itLooksWhileItRuns() {
		this.readiness.start();
		assertThat(this.readiness.isRunning()).isTrue();
		assertThat(looking()).isNotEmpty().allMatch(Thread::isDaemon);
		this.readiness.stop();
		assertThat(this.readiness.isRunning()).isFalse();
		Awaitility.await().untilAsserted(() -> assertThat(looking()).isEmpty());
	}

	@Test
	void nothingRunsUnlessItIsWanted() {
		runner().run((started) -> assertThat(started).hasNotFailed().doesNotHaveBean(BusyReadiness.class));
	}

	@Test
	void itRunsWhereItIsWanted() {
		runner().withPropertyValues("netpool.tcp.refuse-traffic-when-busy=true").run((started) -> {
			assertThat(started.getBean(BusyReadiness.class).isRunning()).isTrue();
			assertThat(started).hasSingleBean(ApplicationAvailability.class);
		});
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
					ApplicationAvailabilityAutoConfiguration.class))
			.withBean(Greeter.class)
			.withPropertyValues("netpool.tcp.port=0");
	}

	private static List<Thread> looking() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("netpool-readiness"))
			.toList();
	}

	private void set(ReadinessState state) {
		AvailabilityChangeEvent.publish(this.context, state);
	}

	private void look(Acceptors acceptors, ReadinessState expected) {
		given(this.pool.acceptors()).willReturn(acceptors);
		this.readiness.look();
		assertThat(this.availability.getReadinessState()).isEqualTo(expected);
	}

}
