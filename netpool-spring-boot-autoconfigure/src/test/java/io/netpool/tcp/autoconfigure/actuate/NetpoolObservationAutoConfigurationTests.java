package io.netpool.tcp.autoconfigure.actuate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.autoconfigure.Greeter;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.cluster.ClusterTracing;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.DefaultTcpConnectionObservationConvention;
import io.netpool.tcp.observe.DefaultTcpMessageObservationConvention;
import io.netpool.tcp.observe.TcpClusterObservations;
import io.netpool.tcp.observe.TcpObservations;
import io.netpool.tcp.observe.TestCluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class NetpoolObservationAutoConfigurationTests {

	/**
	 * As Actuator has it: meters are made of observations, and nothing else.
	 */
	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolMetricsAutoConfiguration.class,
				NetpoolObservationAutoConfiguration.class, ObservationAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class))
		.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line");

	private final ApplicationContextRunner greeting = this.runner.withBean(Greeter.class);

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whereItIsSetTheSettingDecides(boolean observed) {
		for (ApplicationContextRunner each : List.of(this.greeting, tracing(this.greeting))) {
			each.withPropertyValues("netpool.tcp.observation.enabled=" + observed)
				.run((context) -> assertThat(isObserved(context, "default")).isEqualTo(observed));
		}
	}

	@Test
	void withoutASettingOnlySpansAreReasonEnough() {
		this.greeting.run((context) -> assertThat(isObserved(context, "default")).isFalse());
		tracing(this.greeting).run((context) -> assertThat(isObserved(context, "default")).isTrue());
	}

	@Test
	void messagesBetweenInstancesAreObservedByTheSettingThatPoolsInherit() {
		ApplicationContextRunner clustered = this.greeting.withBean(TcpCluster.class,
				() -> TestCluster.create(TcpCluster.State.CONNECTED));
		clustered.run((context) -> assertThat(context).getBean(ClusterTracing.class).isSameAs(ClusterTracing.NONE));
		tracing(clustered).run((context) -> assertThat(context).getBean(ClusterTracing.class)
			.isInstanceOf(TcpClusterObservations.class));
		tracing(clustered).withPropertyValues("netpool.tcp.observation.enabled=false")
			.run((context) -> assertThat(context).getBean(ClusterTracing.class).isSameAs(ClusterTracing.NONE));
		clustered.withPropertyValues("netpool.tcp.observation.enabled=true")
			.run((context) -> assertThat(context).getBean(ClusterTracing.class)
				.isInstanceOf(TcpClusterObservations.class));
	}

	@Test
	void withoutAClusterNothingObservesOne() {
		this.greeting.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ClusterTracing.class));
	}

	@Test
	void aTracerThatMakesNoSpansIsNoReason() {
		this.greeting.withBean(Tracer.class, () -> Tracer.NOOP)
			.run((context) -> assertThat(isObserved(context, "default")).isFalse());
	}

	@Test
	void withoutMicrometerTracingOnTheClassPathThereAreNoSpans() {
		this.greeting.withClassLoader(new FilteredClassLoader("io.micrometer.tracing")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("netpoolTracing");
			assertThat(isObserved(context, "default")).isFalse();
			assertThatItServes(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.observation", "io.micrometer" })
	void withoutObservationsOnTheClassPathItServes(String missing) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolObservationAutoConfiguration.class))
			.withBean(Greeter.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line",
					"netpool.tcp.observation.enabled=true")
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(TcpObservations.class);
				assertThatItServes(context);
			});
	}

	@Test
	void withoutARegistryItServes() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(NetpoolAutoConfiguration.class, NetpoolObservationAutoConfiguration.class))
			.withBean(Greeter.class)
			.withPropertyValues("netpool.tcp.port=0", "netpool.tcp.framing.mode=line",
					"netpool.tcp.observation.enabled=true")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(TcpObservations.class);
				assertThatItServes(context);
			});
	}

	@Test
	void whereNetpoolIsSwitchedOffThereAreNone() {
		this.greeting.withPropertyValues("netpool.tcp.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TcpObservations.class));
	}

	@Test
	void eachPoolHasItsOwnSetting() {
		tracing(this.runner).withBean(Everywhere.class)
			.withPropertyValues("netpool.tcp.pools.admin.port=0", "netpool.tcp.pools.admin.observation.enabled=false")
			.run((context) -> {
				assertThat(isObserved(context, "default")).isTrue();
				assertThat(isObserved(context, "admin")).isFalse();
			});
	}

	@Test
	void aMessageIsASpan() {
		tracing(this.runner).withBean(Traced.class).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("ann\n", "span\n");
				SimpleSpan span = spans(context, "default message", 1).get(0);
				assertThat(span.getTags()).containsEntry("pool", "default")
					.containsEntry("outcome", "success")
					.containsEntry("network.peer.address", "127.0.0.1")
					.containsKey("connection.id");
			}
		});
	}

	@Test
	void aConnectionIsASpan() {
		tracing(this.greeting).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("ann\n", "hello ann\n");
			}
			assertThat(spans(context, "default connection", 1).get(0).getTags()).containsEntry("reason", "client");
		});
	}

	@Test
	void theMessagesOfAConnectionAreTracesOfTheirOwn() {
		tracing(this.greeting).run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("ann\nbob\n", "hello ann\nhello bob\n");
				List<SimpleSpan> spans = spans(context, "default message", 2);
				assertThat(spans).extracting((span) -> span.context().traceId()).doesNotHaveDuplicates();
			}
		});
	}

	@Test
	void aMessageIsATimerWhereThatIsSet() {
		this.greeting.withPropertyValues("netpool.tcp.observation.enabled=true").run((context) -> {
			try (TestClient client = TestClient.connect(context)) {
				client.ask("ann\n", "hello ann\n");
			}
			Timer timer = timer(context, "netpool.tcp.message");
			assertThat(timer.getId().getTag("outcome")).isEqualTo("success");
			assertThat(timer.getId().getTags()).extracting((tag) -> tag.getKey())
				.doesNotContain("connection.id", "network.peer.address");
			assertThat(timer(context, "netpool.tcp.connection").getId().getTag("reason")).isEqualTo("client");
		});
	}

	@Test
	void bootSwitchesAnObservationOffByItsName() {
		this.greeting
			.withPropertyValues("netpool.tcp.observation.enabled=true",
					"management.observations.enable.netpool.tcp.message=false")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.ask("ann\n", "hello ann\n");
				}
				timer(context, "netpool.tcp.connection");
				assertThat(context.getBean(MeterRegistry.class).find("netpool.tcp.message").meters()).isEmpty();
			});
	}

	@Test
	void aBeanReplacesTheConvention() {
		this.greeting.withPropertyValues("netpool.tcp.observation.enabled=true")
			.withBean(MyMessages.class)
			.withBean(MyConnections.class)
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.ask("ann\n", "hello ann\n");
				}
				timer(context, "my.message");
				timer(context, "my.connection");
			});
	}

	@Test
	void observationsOfTheApplicationReplaceThese() {
		TcpObservations own = new TcpObservations(ObservationRegistry.NOOP, null, null, (pool) -> false);
		this.greeting.withBean("own", TcpObservations.class, () -> own)
			.run((context) -> assertThat(context).getBean(TcpObservations.class).isSameAs(own));
	}

	@Test
	void theTimerOfMessagesHasTheBucketsThatAreSet() {
		this.greeting
			.withPropertyValues("netpool.tcp.observation.enabled=true",
					"management.metrics.distribution.slo.netpool.tcp.message=1ns,10m")
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.ask("ann\n", "hello ann\n");
				}
				assertThat(timer(context, "netpool.tcp.message").takeSnapshot().histogramCounts())
					.extracting(CountAtBucket::count)
					.containsExactly(0.0, 1.0);
			});
	}

	@Test
	void repliesKeepTheOrderOfTheirRequests() {
		this.runner.withBean(Unhurried.class)
			.withPropertyValues("netpool.tcp.observation.enabled=true", "netpool.tcp.handler.logging-context=true")
			.run((context) -> {
				List<TestClient> clients = List.of(TestClient.connect(context), TestClient.connect(context));
				String messages = IntStream.range(0, 200).mapToObj((i) -> i + "\n").collect(Collectors.joining());
				for (TestClient client : clients) {
					client.send(messages);
				}
				for (TestClient client : clients) {
					assertThat(client.receive(messages.length())).isEqualTo(messages);
					client.close();
				}
			});
	}

	@Test
	void whatHandlesObservationsMayLogWithTheConnectionsId() {
		List<String> ids = new CopyOnWriteArrayList<>();
		this.greeting
			.withPropertyValues("netpool.tcp.observation.enabled=true", "netpool.tcp.handler.logging-context=true")
			.withBean(DefaultTcpMessageObservationConvention.class, () -> new DefaultTcpMessageObservationConvention() {
				@Override
				public String getName() {
					ids.add(MDC.get("netpool.connection"));
					return super.getName();
				}
			})
			.run((context) -> {
				try (TestClient client = TestClient.connect(context)) {
					client.ask("ann\n", "hello ann\n");
				}
				assertThat(ids).isNotEmpty().doesNotContainNull();
			});
	}

	private static ApplicationContextRunner tracing(ApplicationContextRunner runner) {
		return runner.withBean(SimpleTracer.class).withBean(DefaultTracingObservationHandler.class);
	}

	private static boolean isObserved(ApplicationContext context, String pool) {
		TcpEndpoint endpoint = mock(TcpEndpoint.class);
		return context.getBean(TcpObservations.class).decorate(pool, endpoint) != endpoint;
	}

	private static void assertThatItServes(ApplicationContext context) throws Exception {
		try (TestClient client = TestClient.connect(context)) {
			assertThat(client.ask("ann\n", "hello ann\n")).isEqualTo("hello ann\n");
		}
	}

	private static List<SimpleSpan> spans(ApplicationContext context, String name, int count) {
		SimpleTracer tracer = context.getBean(SimpleTracer.class);
		return Awaitility.await()
			.until(() -> tracer.getSpans()
				.stream()
				.filter((span) -> name.equals(span.getName()) && span.getEndTimestamp().toEpochMilli() > 0)
				.toList(), (spans) -> spans.size() == count);
	}

	private static Timer timer(ApplicationContext context, String name) {
		return Awaitility.await()
			.until(() -> context.getBean(MeterRegistry.class).find(name).timer(),
					(timer) -> timer != null && timer.count() == 1);
	}

	static class Traced {

		private final Tracer tracer;

		Traced(Tracer tracer) {
			this.tracer = tracer;
		}

		@TcpHandler
		String onMessage(String message) {
			return (this.tracer.currentSpan() != null) ? "span" : "none";
		}

	}

	static class Everywhere {

		@TcpHandler
		String onMessage(String message) {
			return message;
		}

		@TcpHandler(pool = "admin")
		String onAdminMessage(String message) {
			return message;
		}

	}

	/**
	 * Answers every other message later.
	 */
	static class Unhurried {

		@TcpHandler
		CompletionStage<String> onMessage(String message) {
			CompletableFuture<String> reply = new CompletableFuture<>();
			if (Integer.parseInt(message) % 2 == 0) {
				return reply.completeOnTimeout(message, 1, TimeUnit.MILLISECONDS);
			}
			reply.complete(message);
			return reply;
		}

	}

	static class MyMessages extends DefaultTcpMessageObservationConvention {

		@Override
		public String getName() {
			return "my.message";
		}

	}

	static class MyConnections extends DefaultTcpConnectionObservationConvention {

		@Override
		public String getName() {
			return "my.connection";
		}

	}

}
