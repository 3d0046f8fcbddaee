package io.netpool.tcp.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.cluster.ClusterTracing;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TestPropagator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Traces that go from one instance to another.
 */
class ClusterTracingTests {

	private static RedisServer redis;

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	@BeforeAll
	static void startRedis(@TempDir Path directory) {
		redis = RedisServer.start(directory);
	}

	@AfterAll
	static void stopRedis() {
		if (redis != null) {
			redis.close();
		}
	}

	private ConfigurableApplicationContext start(Class<?>... configuration) {
		ConfigurableApplicationContext instance = new SpringApplicationBuilder(ClusterInstance.Application.class)
			.sources(configuration)
			.web(WebApplicationType.NONE)
			.properties("netpool.tcp.port=0", "netpool.tcp.address=localhost", "netpool.tcp.framing.mode=line",
					"netpool.tcp.routing.by=first-word", "netpool.cluster.name=test", "netpool.cluster.timeout=20s",
					"spring.data.redis.host=localhost", "spring.data.redis.port=" + redis.port(),
					"spring.main.banner-mode=off")
			.run();
		this.instances.add(instance);
		return instance;
	}

	@AfterEach
	void stopInstances() {
		this.instances.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void aMessageCarriesTheTraceToTheInstanceThatWritesIt() {
		assertThatTheTraceContinues((connections) -> connections.broadcast("hello"),
				(client) -> assertThat(client.readLine()).isEqualTo("hello"));
	}

	@Test
	void aCommandCarriesTheTraceToTheInstanceThatWritesIt() {
		assertThatTheTraceContinues((connections) -> connections.identifiedBy("name", "ann")
			.exchange("do 17", String.class, Duration.ofSeconds(20)), (client) -> {
				assertThat(client.readLine()).isEqualTo("do 17");
				client.send("done 17\n");
			});
	}

	private void assertThatTheTraceContinues(Function<TcpConnections, CompletionStage<?>> send,
			Consumer<TestClient> receive) {
		ConfigurableApplicationContext here = start(Tracing.class);
		ConfigurableApplicationContext there = start(Tracing.class);
		TcpCluster cluster = here.getBean(TcpCluster.class);
		await().until(() -> cluster.instances().size() == 2);
		try (TestClient client = TestClient.connect(there)) {
			client.ask("identify ann\n", "ok\n");
			await().until(() -> cluster.where("name", "ann").toCompletableFuture().join().size() == 1);
			CompletionStage<?> sent = Observation.createNotStarted("order", here.getBean(ObservationRegistry.class))
				.observe(() -> send.apply(here.getBean(TcpConnections.class)));
			receive.accept(client);
			assertThat(sent.toCompletableFuture()).succeedsWithin(20, TimeUnit.SECONDS);
			SimpleSpan order = span(here, "order");
			SimpleSpan sending = span(here, "test send");
			assertThat(sending.context().traceId()).isEqualTo(order.context().traceId());
			assertThat(sending.getTags()).containsEntry("outcome", "answered");
			SimpleSpan receiving = span(there, "test receive");
			assertThat(receiving.context().traceId()).isEqualTo(order.context().traceId());
			assertThat(receiving.context().parentId()).isEqualTo(sending.context().spanId());
			assertThat(receiving.getTags()).containsEntry("sender", cluster.instance());
		}
	}

	private static SimpleSpan span(ConfigurableApplicationContext instance, String name) {
		return await().until(() -> instance.getBean(SimpleTracer.class)
			.getSpans()
			.stream()
			.filter((span) -> name.equals(span.getName()) && span.getEndTimestamp().toEpochMilli() > 0)
			.findFirst()
			.orElse(null), (span) -> span != null);
	}

	@Test
	void withoutATracerNothingIsObserved() {
		assertThat(start().getBean(ClusterTracing.class)).isSameAs(ClusterTracing.NONE);
	}

	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		@Bean
		SimpleTracer tracer() {
			return new SimpleTracer();
		}

		@Bean
		ObservationHandler<?> tracingHandler(SimpleTracer tracer) {
			return TestPropagator.tracing(tracer);
		}

	}

}
