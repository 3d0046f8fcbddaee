package io.netpool.tcp.autoconfigure.actuate;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.Greeter;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TestCluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class NetpoolHealthAutoConfigurationTests {

	private final ApplicationContextRunner withoutHandler = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolHealthAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthContributorAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.withoutHandler.withBean(Greeter.class)
		.withPropertyValues("netpool.tcp.port=0");

	@Test
	void aPoolThatListensIsUp() {
		this.runner.run((context) -> {
			assertThat(health(context, "default").getStatus()).isEqualTo(Status.UP);
			assertThat(health(context, "default").getDetails()).containsEntry("port",
					context.getBean(TcpAcceptorPool.class).port());
		});
	}

	@Test
	void aPoolThatIsPausedIsOutOfServiceUntilItIsResumed() {
		this.runner.run((context) -> {
			context.getBean(TcpAcceptorPool.class).pause();
			assertThat(health(context, "default").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			context.getBean(TcpAcceptorPool.class).resume();
			assertThat(health(context, "default").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void aPoolThatIsHandledAndDoesNotListenIsDown() {
		this.runner.run((context) -> {
			context.getBean(TcpAcceptorPool.class).stop();
			assertThat(health(context, "default").getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void aPoolThatNothingHandlesIsNotDown() {
		this.withoutHandler
			.run((context) -> assertThat(health(context, "default").getStatus()).isEqualTo(Status.UNKNOWN));
	}

	@Test
	void whereThatIsSetReadinessIsOutOfServiceWhileAPoolIsFull() {
		this.runner
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					AvailabilityHealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
			.withPropertyValues("management.health.netpool.out-of-service-when-full=true", "netpool.tcp.acceptors=1",
					"management.endpoint.health.group.readiness.include=readinessState,netpool",
					"management.health.readinessstate.enabled=true", "management.endpoints.web.exposure.include=health")
			.run((context) -> {
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				assertThat(readiness(context)).isEqualTo(Status.UP);
				try (TestClient client = TestClient.connect(context)) {
					client.ask("world", "hello world");
					assertThat(readiness(context)).isEqualTo(Status.OUT_OF_SERVICE);
				}
				Awaitility.await().untilAsserted(() -> assertThat(readiness(context)).isEqualTo(Status.UP));
			});
	}

	@Test
	void unlessThatIsSetAPoolThatIsFullIsUp() {
		this.runner.withPropertyValues("netpool.tcp.acceptors=1").run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("world", "hello world");
				assertThat(health(context, "default").getStatus()).isEqualTo(Status.UP);
			}
		});
	}

	private static Status readiness(ApplicationContext context) {
		return context.getBean(HealthEndpoint.class).healthForPath("readiness").getStatus();
	}

	@Test
	void eachPoolHasAHealthOfItsOwn() {
		this.runner.withBean(Administration.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0")
			.run((context) -> {
				context.getBean("adminTcpAcceptorPool", TcpAcceptorPool.class).pause();
				assertThat(health(context, "default").getStatus()).isEqualTo(Status.UP);
				assertThat(health(context, "admin").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			});
	}

	@Test
	void theClusterHasAHealthThatDoesNotChangeThatOfTheApplication() {
		this.runner.withBean(TcpCluster.class, () -> TestCluster.create(TcpCluster.State.DISCONNECTED))
			.withConfiguration(AutoConfigurations.of(HealthEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> {
				assertThat(health(context, "cluster").getDetails()).containsEntry("state", "disconnected");
				assertThat(context.getBean(HealthEndpoint.class).health().getStatus()).isEqualTo(Status.UP);
				context.getBean(TcpAcceptorPool.class).stop();
				assertThat(context.getBean(HealthEndpoint.class).health().getStatus()).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void aPoolOfThatNameComesBeforeTheCluster() {
		this.runner.withBean(TcpCluster.class, () -> TestCluster.create(TcpCluster.State.CONNECTED))
			.withBean(OfPoolCluster.class)
			.withPropertyValues("netpool.tcp.pools.cluster.port=0")
			.run((context) -> assertThat(health(context, "cluster").getDetails()).containsKey("acceptors"));
	}

	@Test
	void withoutAClusterThereIsNoHealthOfOne() {
		this.runner.run((context) -> {
			HealthContributors netpool = (CompositeHealthContributor) context.getBean(HealthContributorRegistry.class)
				.getContributor("netpool");
			assertThat(netpool.getContributor("cluster")).isNull();
		});
	}

	@Test
	void itCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.netpool.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("netpoolHealthContributor"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "netpoolHealthIndicator", "netpoolHealthContributor" })
	void anApplicationCanHaveItsOwn(String name) {
		HealthIndicator own = () -> Health.unknown().build();
		this.runner.withBean(name, HealthIndicator.class, () -> own).run((context) -> {
			assertThat(context).hasNotFailed().getBean(name).isSameAs(own);
			assertThat(context).doesNotHaveBean(CompositeHealthContributor.class);
		});
	}

	@Test
	void whereNetpoolIsSwitchedOffThereIsNone() {
		this.runner.withPropertyValues("netpool.tcp.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("netpoolHealthContributor"));
	}

	private static Health health(ApplicationContext context, String pool) {
		HealthContributors netpool = (CompositeHealthContributor) context.getBean(HealthContributorRegistry.class)
			.getContributor("netpool");
		return ((HealthIndicator) netpool.getContributor(pool)).health();
	}

	static class OfPoolCluster {

		@TcpHandler(pool = "cluster")
		String handle(String message) {
			return message;
		}

	}

	static class Administration {

		@TcpHandler(pool = "admin")
		void onMessage(String input) {
		}

	}

}
