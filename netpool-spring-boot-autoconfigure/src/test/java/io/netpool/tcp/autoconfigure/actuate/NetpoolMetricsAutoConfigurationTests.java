package io.netpool.tcp.autoconfigure.actuate;

import java.io.IOException;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.Greeter;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TcpClusterMetrics;
import io.netpool.tcp.observe.TcpPoolMetrics;
import io.netpool.tcp.observe.TestCluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class NetpoolMetricsAutoConfigurationTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolMetricsAutoConfiguration.class))
		.withBean(Greeter.class)
		.withPropertyValues("netpool.tcp.port=0");

	private final ApplicationContextRunner runner = this.withoutRegistry
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void anOpenConnectionIsActiveAndHasABusyAcceptor() {
		this.runner.withPropertyValues("netpool.tcp.acceptors=5").run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("world", "hello world");
				assertThat(value(context, "netpool.tcp.connections.active")).isEqualTo(1);
				assertThat(value(context, "netpool.tcp.acceptors", "state", "busy")).isEqualTo(1);
				assertThat(value(context, "netpool.tcp.acceptors", "state", "idle")).isEqualTo(4);
			}
		});
	}

	@Test
	void aConnectionThatEndedIsActiveNoMore() {
		this.runner.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("world", "hello world");
			}
			Awaitility.await().until(() -> value(context, "netpool.tcp.connections.active") == 0);
			assertThat(value(context, "netpool.tcp.acceptors", "state", "busy")).isZero();
		});
	}

	@Test
	void eachConnectionIsAcceptedOnce() {
		this.runner.run((context) -> {
			for (int i = 0; i < 3; i++) {
				try (TestClient client = TestClient.connect(context)) {
					client.ask("world", "hello world");
				}
			}
			assertThat(value(context, "netpool.tcp.connections.accepted")).isEqualTo(3);
		});
	}

	@Test
	void aConnectionIsClosedForItsReason() {
		this.runner.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("world", "hello world");
			}
			Awaitility.await().until(() -> value(context, "netpool.tcp.connections.closed", "reason", "client") == 1);
			assertThat(value(context, "netpool.tcp.connections.closed", "reason", "application")).isZero();
		});
	}

	@Test
	void aConnectionThatTheApplicationClosesIsCountedSo() {
		this.withoutGreeter(Hangman.class).run((context) -> {
			try (TestClient client = TestClient.connect(context).send("world")) {
				client.receiveRest();
			}
			Awaitility.await()
				.until(() -> value(context, "netpool.tcp.connections.closed", "reason", "application") == 1);
		});
	}

	@Test
	void aConnectionTooManyIsRefused() {
		this.runner.withPropertyValues("netpool.tcp.acceptors=1").run((context) -> {
			try (TestClient first = TestClient.connect(context)) {
				first.ask("world", "hello world");
				assertThatOneIsTurnedAway(context);
				assertThat(value(context, "netpool.tcp.connections.refused", "reason", "no-acceptor")).isEqualTo(1);
				assertThat(value(context, "netpool.tcp.connections.accepted")).isEqualTo(1);
			}
		});
	}

	private static void assertThatOneIsTurnedAway(ApplicationContext context) throws IOException {
		try (TestClient second = TestClient.connect(context)) {
			assertThat(second.receiveRest()).isEmpty();
		}
	}

	@Test
	void messagesAndBytesAreCountedInEachDirection() {
		this.runner.run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("world", "hello world");
				client.ask("you", "hello you");
			}
			Awaitility.await().until(() -> value(context, "netpool.tcp.connections.active") == 0);
			assertThat(value(context, "netpool.tcp.messages", "direction", "in")).isEqualTo(2);
			assertThat(value(context, "netpool.tcp.messages", "direction", "out")).isEqualTo(2);
			assertThat(value(context, "netpool.tcp.bytes", "direction", "in")).isEqualTo("worldyou".length());
			assertThat(value(context, "netpool.tcp.bytes", "direction", "out"))
				.isEqualTo("hello worldhello you".length());
		});
	}

	@Test
	void totalsOutliveARestart() {
		this.runner.run((context) -> {
			for (int i = 0; i < 2; i++) {
				try (TestClient client = TestClient.connect(context)) {
					client.ask("world", "hello world");
				}
				context.getSourceApplicationContext().stop();
				context.getSourceApplicationContext().start();
			}
			assertThat(value(context, "netpool.tcp.connections.accepted")).isEqualTo(2);
		});
	}

	@Test
	void withoutAHandlerTheMetersAreThereAllTheSame() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolMetricsAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> assertThat(value(context, "netpool.tcp.connections.active")).isZero());
	}

	@Test
	void eachMeterIsBoundOnce() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(TcpPoolMetrics.class);
			assertThat(context.getBean(MeterRegistry.class).getMeters().stream().map(Meter::getId))
				.filteredOn((id) -> id.getName().startsWith("netpool.tcp."))
				.isNotEmpty()
				.doesNotHaveDuplicates();
		});
	}

	@Test
	void metricsOfTheApplicationReplaceThese() {
		TcpPoolMetrics own = new TcpPoolMetrics(List.of());
		this.runner.withBean("own", TcpPoolMetrics.class, () -> own).run((context) -> {
			assertThat(context).getBean(TcpPoolMetrics.class).isSameAs(own);
			assertThat(context.getBean(MeterRegistry.class).find("netpool.tcp.connections.active").gauge()).isNull();
		});
	}

	@Test
	void eachOfTwoRegistriesHasTheMeters() {
		this.runner.withBean("first", SimpleMeterRegistry.class)
			.withBean("second", SimpleMeterRegistry.class)
			.run((context) -> assertThat(context.getBeansOfType(SimpleMeterRegistry.class).values()).hasSize(2)
				.allSatisfy(
						(registry) -> assertThat(registry.find("netpool.tcp.connections.active").gauge()).isNotNull()));
	}

	@Test
	void aClusterHasMeters() {
		this.runner.withBean(TcpCluster.class, () -> TestCluster.create(TcpCluster.State.CONNECTED))
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)
				.get("netpool.cluster.connected")
				.tag("name", "chat")
				.gauge()
				.value()).isEqualTo(1));
	}

	@Test
	void withoutAClusterThereAreNoMetersOfOne() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TcpClusterMetrics.class));
	}

	@Test
	void clusterMetricsOfTheApplicationReplaceThese() {
		TcpClusterMetrics own = new TcpClusterMetrics(TestCluster.create(TcpCluster.State.CONNECTED));
		this.runner.withBean(TcpCluster.class, () -> TestCluster.create(TcpCluster.State.CONNECTED))
			.withBean("own", TcpClusterMetrics.class, () -> own)
			.run((context) -> assertThat(context).getBean(TcpClusterMetrics.class).isSameAs(own));
	}

	@Test
	void switchedOffThereAreNoMeters() {
		this.runner.withPropertyValues("netpool.tcp.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TcpPoolMetrics.class));
	}

	@Test
	void withoutARegistryThereAreNoMeters() {
		this.withoutRegistry.run((context) -> {
			assertThat(context).doesNotHaveBean(TcpPoolMetrics.class);
			assertThatItServes(context);
		});
	}

	@Test
	void withoutMicrometerOnTheClassPathItServes() {
		this.withoutRegistry.withClassLoader(new FilteredClassLoader("io.micrometer")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("netpoolMetrics");
			assertThatItServes(context);
		});
	}

	@Test
	void withoutActuatorOnTheClassPathItServes() {
		this.withoutRegistry
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
					"org.springframework.boot.micrometer", "org.springframework.boot.health"))
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(TcpPoolMetrics.class);
				assertThatItServes(context);
			});
	}

	private static void assertThatItServes(ApplicationContext context) throws IOException {
		try (TestClient client = TestClient.connect(context)) {
			assertThat(client.ask("world", "hello world")).isEqualTo("hello world");
		}
	}

	private ApplicationContextRunner withoutGreeter(Class<?> handler) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class,
					NetpoolMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.withBean(handler)
			.withPropertyValues("netpool.tcp.port=0");
	}

	private static double value(ApplicationContext context, String meter, String... tags) {
		return context.getBean(MeterRegistry.class)
			.get(meter)
			.tag("pool", TcpAcceptorPool.DEFAULT_NAME)
			.tags(tags)
			.meter()
			.measure()
			.iterator()
			.next()
			.getValue();
	}

	static class Hangman {

		@TcpHandler
		void onMessage(String input, TcpConnection connection) {
			connection.close();
		}

	}

}
