package io.netpool.tcp.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link TcpObservations} and {@link ObservedEndpoint}, in a registry that
 * objects to observations that are not started, scoped and stopped in this order.
 */
class ObservedEndpointTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final Recorder recorder = new Recorder();

	private final TcpConnection connection = PlayedLane.connection();

	ObservedEndpointTests() {
		this.registry.observationConfig().observationHandler(this.recorder);
	}

	@ParameterizedTest
	@EnumSource
	void aMessageIsStoppedOnceAtItsEnd(HandlerShape shape) {
		TcpEndpoint endpoint = observed(shape.endpoint(this.recorder::work));
		PlayedLane.anyhow(() -> PlayedLane.handle(endpoint, this.connection, "hi"));
		List<String> expected = new ArrayList<>(List.of("start"));
		for (int i = 0; i < shape.pieces(); i++) {
			expected.addAll(List.of("open", "work in netpool.tcp.message", "close"));
		}
		expected.add("stop");
		assertThat(this.recorder.events).isEqualTo(expected);
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void whatIsRepliedAndThrownIsTheSame(HandlerShape shape) throws Throwable {
		TcpEndpoint plain = shape.endpoint(() -> {
		});
		Throwable expected = catchThrowable(() -> PlayedLane.handle(plain, this.connection, "hi"));
		if (expected != null) {
			assertThat(catchThrowable(() -> PlayedLane.handle(observed(plain), this.connection, "hi")))
				.isSameAs(expected);
		}
		else {
			assertThat(PlayedLane.handle(observed(plain), this.connection, "hi"))
				.isEqualTo(PlayedLane.handle(plain, this.connection, "hi"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void aFailureIsTheErrorOfTheMessage(HandlerShape shape) {
		TcpEndpoint endpoint = observed(shape.endpoint(this.recorder::work));
		PlayedLane.anyhow(() -> PlayedLane.handle(endpoint, this.connection, "hi"));
		Observation.Context context = this.recorder.stopped.get(0);
		assertThat(context.getError()).isSameAs(shape.fails() ? HandlerShape.FAILURE : null);
		assertThat(values(context.getLowCardinalityKeyValues())).isEqualTo(Map.of("pool", "default", "outcome",
				shape.fails() ? "failure" : "success", "exception", shape.fails() ? "IllegalStateException" : "none"));
	}

	@Test
	void onlyKeysOfHighCardinalityTellOfTheConnection() throws Throwable {
		PlayedLane.handle(observed(HandlerShape.VALUE.endpoint(this.recorder::work)), this.connection, "hi");
		assertThat(values(this.recorder.stopped.get(0).getHighCardinalityKeyValues()))
			.isEqualTo(Map.of("connection.id", "1a", "network.peer.address", "192.0.2.7"));
	}

	@Test
	void aMessageHasNoOutcomeWhileItIsHandled() throws Throwable {
		PlayedLane.handle(observed(HandlerShape.VALUE.endpoint(this.recorder::work)), this.connection, "hi");
		assertThat(this.recorder.startedWith).contains(KeyValue.of("outcome", "none"));
	}

	@Test
	void anAnonymousExceptionIsNamedAllTheSame() {
		TcpMessageObservationContext context = new TcpMessageObservationContext(this.connection, "hi");
		context.setError(new IllegalStateException() {
		});
		assertThat(ConnectionKeyValues.exception(context).getValue()).contains("ObservedEndpointTests");
	}

	@Test
	void aConnectionIsObservedFromItsBeginningToItsEnd() throws Throwable {
		TcpEndpoint endpoint = observed(HandlerShape.VALUE.endpoint(this.recorder::work));
		assertThat(endpoint.handlesConnectionEvents()).isTrue();
		assertThat(SettledReply.of(endpoint.connected(this.connection))).isEqualTo(TcpReply.of("reply"));
		assertThat(this.recorder.events).containsExactly("start", "open", "work in netpool.tcp.connection", "close");
		endpoint.disconnected(this.connection, CloseReason.IDLE_TIMEOUT);
		assertThat(this.recorder.events).endsWith("open", "work in netpool.tcp.connection", "close", "stop");
		assertThat(values(this.recorder.stopped.get(0).getLowCardinalityKeyValues()))
			.isEqualTo(Map.of("pool", "default", "reason", "idle-timeout", "exception", "none"));
	}

	@ParameterizedTest
	@EnumSource
	void aGreetingIsAPartOfItsConnection(HandlerShape shape) {
		TcpEndpoint endpoint = observed(shape.endpoint(this.recorder::work));
		PlayedLane.anyhow(() -> SettledReply.of(endpoint.connected(this.connection)));
		assertThat(this.recorder.events).filteredOn("work in netpool.tcp.connection"::equals).hasSize(shape.pieces());
		assertThat(this.recorder.stopped).isEmpty();
		PlayedLane.anyhow(() -> endpoint.disconnected(this.connection, CloseReason.CLIENT));
		assertThat(this.recorder.stopped).hasSize(1);
		assertThat(this.recorder.stopped.get(0).getError()).isSameAs(shape.fails() ? HandlerShape.FAILURE : null);
	}

	@Test
	void aConnectionIsStoppedAlsoWhenItsEndFails() throws Throwable {
		TcpEndpoint endpoint = observed(HandlerShape.VALUE.endpoint(() -> {
			if (this.recorder.events.contains("close")) {
				throw HandlerShape.FAILURE;
			}
		}));
		endpoint.connected(this.connection);
		assertThat(catchThrowable(() -> endpoint.disconnected(this.connection, CloseReason.CLIENT)))
			.isSameAs(HandlerShape.FAILURE);
		assertThat(this.recorder.stopped).hasSize(1);
		assertThat(this.recorder.stopped.get(0).getError()).isSameAs(HandlerShape.FAILURE);
	}

	@Test
	void aMessageIsNoPartOfItsConnection() throws Throwable {
		TcpEndpoint endpoint = observed(HandlerShape.VALUE.endpoint(this.recorder::work));
		endpoint.connected(this.connection);
		endpoint.message(this.connection, "hi");
		assertThat(this.recorder.stopped.get(0).getParentObservation()).isNull();
	}

	@Test
	void whatAPredicateRefusesIsNotObserved() throws Throwable {
		this.registry.observationConfig().observationPredicate((name, context) -> false);
		TcpEndpoint endpoint = observed(HandlerShape.CONTINUATION.endpoint(() -> {
		}));
		assertThat(SettledReply.of(endpoint.connected(this.connection))).isEqualTo(TcpReply.of("reply"));
		assertThat(PlayedLane.handle(endpoint, this.connection, "hi")).isEqualTo(TcpReply.of("reply"));
		endpoint.disconnected(this.connection, CloseReason.CLIENT);
		assertThat(this.recorder.events).isEmpty();
	}

	@Test
	void withoutAHandlerOfObservationsAPoolIsLeftAsItIs() {
		TcpEndpoint endpoint = HandlerShape.VALUE.endpoint(this.recorder::work);
		for (ObservationRegistry noop : List.of(ObservationRegistry.NOOP, ObservationRegistry.create())) {
			assertThat(new TcpObservations(noop, null, null, (pool) -> true).decorate("default", endpoint))
				.isSameAs(endpoint);
		}
	}

	@Test
	void aPoolThatIsNotEnabledIsLeftAsItIs() {
		TcpEndpoint endpoint = HandlerShape.VALUE.endpoint(this.recorder::work);
		TcpObservations observations = new TcpObservations(this.registry, null, null, "admin"::equals);
		assertThat(observations.decorate("default", endpoint)).isSameAs(endpoint);
		assertThat(observations.decorate("admin", endpoint)).isNotSameAs(endpoint);
	}

	@Test
	void anApplicationMayHaveConventionsOfItsOwn() throws Throwable {
		TcpObservations observations = new TcpObservations(this.registry, new DefaultTcpMessageObservationConvention() {
			@Override
			public String getName() {
				return "my.message";
			}
		}, new DefaultTcpConnectionObservationConvention() {
			@Override
			public String getName() {
				return "my.connection";
			}
		}, (pool) -> true);
		TcpEndpoint endpoint = observations.decorate("default", HandlerShape.VALUE.endpoint(this.recorder::work));
		endpoint.connected(this.connection);
		endpoint.message(this.connection, "hi");
		assertThat(this.recorder.events).contains("work in my.connection", "work in my.message");
	}

	@Test
	void theRestIsLeftToTheEndpoint() {
		TcpEndpoint endpoint = observed(HandlerShape.VALUE.endpoint(this.recorder::work));
		assertThat(endpoint.messageType()).isEqualTo(TcpEndpoint.MessageType.TEXT);
		assertThat(endpoint.encode(1)).isEqualTo("encoded 1");
	}

	private TcpEndpoint observed(TcpEndpoint endpoint) {
		return new TcpObservations(this.registry, null, null, (pool) -> true).decorate("default", endpoint);
	}

	private static Map<String, String> values(KeyValues keyValues) {
		return keyValues.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

	/**
	 * Records what becomes of observations.
	 */
	private final class Recorder implements ObservationHandler<Observation.Context> {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

		private KeyValues startedWith;

		void work() {
			Observation current = ObservedEndpointTests.this.registry.getCurrentObservation();
			this.events.add("work in " + ((current != null) ? current.getContext().getName() : "nothing"));
		}

		@Override
		public void onStart(Observation.Context context) {
			this.startedWith = context.getLowCardinalityKeyValues();
			this.events.add("start");
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			this.events.add("open");
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			this.events.add("close");
		}

		@Override
		public void onStop(Observation.Context context) {
			this.events.add("stop");
			this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
