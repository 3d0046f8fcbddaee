package io.netpool.tcp.observe;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.netpool.tcp.cluster.ClusterTracing;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TcpClusterObservationsTests {

	private final TcpCluster cluster = TestCluster.create(TcpCluster.State.CONNECTED);

	private final SimpleTracer here = new SimpleTracer();

	private final SimpleTracer there = new SimpleTracer();

	private final ObservationRegistry registry = registry(this.here);

	private final ObservationRegistry otherRegistry = registry(this.there);

	private final TcpClusterObservations observations = new TcpClusterObservations(this.registry);

	private static ObservationRegistry registry(SimpleTracer tracer) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(TestPropagator.tracing(tracer));
		return registry;
	}

	@Test
	void theReceiverContinuesTheTraceInWhichTheMessageWasSent() {
		ClusterTracing.Sent sent = Observation.createNotStarted("order", this.registry)
			.observe(() -> this.observations.send(this.cluster));
		receive(sent.headers());
		sent.ended(SendOutcome.ANSWERED, null);
		SimpleSpan order = span(this.here, "order");
		SimpleSpan send = span(this.here, "chat send");
		SimpleSpan receive = span(this.there, "chat receive");
		assertThat(send.context().traceId()).isEqualTo(order.context().traceId());
		assertThat(receive.context().traceId()).isEqualTo(order.context().traceId());
		assertThat(receive.context().parentId()).isEqualTo(send.context().spanId());
		assertThat(receive.getTags()).containsEntry("name", "chat").containsEntry("sender", "b8c1d2e4");
		assertThat(receive.getEndTimestamp().toEpochMilli()).isPositive();
	}

	@Test
	void aMessageOfAnInstanceThatDoesNotObserveBeginsATrace() {
		receive(Map.of());
		assertThat(span(this.there, "chat receive").context().parentId()).isNullOrEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "ANSWERED, answered", "UNANSWERED, unanswered", "REFUSED, refused" })
	void theObservationOfTheSenderEndsWithTheOutcome(SendOutcome outcome, String expected) {
		ClusterTracing.Sent sent = this.observations.send(this.cluster);
		SimpleSpan span = this.here.getSpans().peekLast();
		assertThat(span.getEndTimestamp().toEpochMilli()).isZero();
		sent.ended(outcome, null);
		assertThat(span(this.here, "chat send").getTags()).containsEntry("outcome", expected)
			.containsEntry("name", "chat")
			.containsEntry("exception", "none");
		assertThat(span.getEndTimestamp().toEpochMilli()).isPositive();
	}

	@Test
	void aCommandWithoutAnAnswerIsAnError() {
		ClusterTracing.Sent sent = this.observations.send(this.cluster);
		IllegalStateException failure = new IllegalStateException("no answer");
		sent.ended(SendOutcome.UNANSWERED, failure);
		SimpleSpan span = span(this.here, "chat send");
		assertThat(span.getError()).isSameAs(failure);
		assertThat(span.getTags()).containsEntry("exception", "IllegalStateException");
	}

	@Test
	void whatIsNotObservedCostsNothing() {
		TcpClusterObservations none = new TcpClusterObservations(ObservationRegistry.create());
		assertThat(none.send(this.cluster)).isSameAs(ClusterTracing.Sent.NONE);
		assertThat(none.receive(this.cluster, "b8c1d2e4", Map.of())).isSameAs(ClusterTracing.Scope.NONE);
		this.registry.observationConfig().observationPredicate((name, context) -> !name.startsWith("netpool.cluster"));
		assertThat(this.observations.send(this.cluster).headers()).isSameAs(Map.of());
		assertThat(this.here.getSpans()).isEmpty();
	}

	private void receive(Map<String, String> headers) {
		TcpClusterObservations other = new TcpClusterObservations(this.otherRegistry);
		try (ClusterTracing.Scope scope = other.receive(this.cluster, "b8c1d2e4", headers)) {
			assertThat(this.there.currentSpan()).isNotNull();
		}
		assertThat(this.there.currentSpan()).isNull();
	}

	private static SimpleSpan span(SimpleTracer tracer, String name) {
		return tracer.getSpans().stream().filter((span) -> name.equals(span.getName())).findFirst().orElseThrow();
	}

}
