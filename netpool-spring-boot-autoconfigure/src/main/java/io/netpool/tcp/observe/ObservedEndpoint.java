package io.netpool.tcp.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.DelegatingTcpEndpoint;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;

/**
 * Observes connections and messages around what serves them. A message is not a part of
 * its connection's observation: a connection may last for days, and a trace should not.
 */
final class ObservedEndpoint extends DelegatingTcpEndpoint {

	private final ObservationRegistry registry;

	private final TcpObservationConventions conventions;

	private final @Nullable TcpTraceContext traceContext;

	/**
	 * The observations of the connections that are open.
	 */
	private final Map<TcpConnection, Observation> connections = new ConcurrentHashMap<>();

	ObservedEndpoint(TcpEndpoint endpoint, ObservationRegistry registry, TcpObservationConventions conventions,
			@Nullable TcpTraceContext traceContext) {
		super(endpoint);
		this.registry = registry;
		this.conventions = conventions;
		this.traceContext = traceContext;
	}

	@Override
	public boolean handlesConnectionEvents() {
		return true;
	}

	@Override
	public TcpReply connected(TcpConnection connection) throws Throwable {
		Observation observation = this.conventions.observe(new TcpConnectionObservationContext(connection),
				this.registry);
		if (observation.isNoop()) {
			return super.connected(connection);
		}
		this.connections.put(connection, observation.start());
		// what is done when a connection begins is observed with the connection
		return new Observed(observation, () -> {
		}).around(() -> super.connected(connection));
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) throws Throwable {
		TcpMessageObservationContext context = new TcpMessageObservationContext(connection, message, this.traceContext);
		Observation observation = this.conventions.observe(context, this.registry);
		if (observation.isNoop()) {
			return super.message(connection, message);
		}
		observation.start();
		return new Observed(observation, () -> {
			context.end();
			observation.stop();
		}).around(() -> super.message(connection, message));
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
		Observation observation = this.connections.remove(connection);
		if (observation == null) {
			super.disconnected(connection, reason);
			return;
		}
		((TcpConnectionObservationContext) observation.getContext()).setCloseReason(reason);
		new Observed(observation, observation::stop).around(() -> {
			super.disconnected(connection, reason);
			return TcpReply.none();
		});
	}

	/**
	 * Runs handlers in the scope of an observation.
	 *
	 * @param observation the observation
	 * @param end called when they have ended, or have failed
	 */
	private record Observed(Observation observation, Runnable end) implements TcpMessageScope {

		@Override
		public TcpReply run(Step step) throws Throwable {
			try (Observation.Scope scope = this.observation.openScope()) {
				return step.run();
			}
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			if (failure != null) {
				this.observation.error(failure);
			}
			this.end.run();
		}

	}

}
