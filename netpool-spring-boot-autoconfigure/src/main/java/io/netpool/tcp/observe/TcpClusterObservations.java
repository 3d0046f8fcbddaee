package io.netpool.tcp.observe;

import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.netpool.tcp.cluster.ClusterTracing;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Creates observations of messages between instances, documented by
 * {@link TcpObservationDocumentation}. That of the receiver continues the trace of the
 * sender.
 *
 * @since 0.1.0
 */
public final class TcpClusterObservations implements ClusterTracing {

	private static final ClusterSendObservationConvention SENT = new ClusterSendObservationConvention();

	private static final ClusterReceiveObservationConvention RECEIVED = new ClusterReceiveObservationConvention();

	private final ObservationRegistry registry;

	/**
	 * Create it.
	 * @param registry the registry for the observations
	 */
	public TcpClusterObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Sent send(TcpCluster cluster) {
		if (this.registry.isNoop()) {
			return Sent.NONE;
		}
		ClusterSendContext context = new ClusterSendContext(cluster.name());
		Observation observation = TcpObservationDocumentation.CLUSTER_SEND.observation(null, SENT, () -> context,
				this.registry);
		return observation.isNoop() ? Sent.NONE : new ObservedSend(context, observation.start());
	}

	@Override
	public Scope receive(TcpCluster cluster, String sender, Map<String, String> headers) {
		if (this.registry.isNoop()) {
			return Scope.NONE;
		}
		ClusterReceiveContext context = new ClusterReceiveContext(cluster.name(), sender, headers);
		Observation observation = TcpObservationDocumentation.CLUSTER_RECEIVE.observation(null, RECEIVED, () -> context,
				this.registry);
		if (observation.isNoop()) {
			return Scope.NONE;
		}
		Observation.Scope scope = observation.start().openScope();
		return () -> {
			scope.close();
			observation.stop();
		};
	}

	/**
	 * A message that is under way.
	 *
	 * @param context the context of its observation
	 * @param observation its observation, which has been started
	 */
	private record ObservedSend(ClusterSendContext context, Observation observation) implements Sent {

		@Override
		public Map<String, String> headers() {
			return this.context.headers();
		}

		@Override
		public void ended(SendOutcome outcome, @Nullable Throwable failure) {
			this.context.end(outcome);
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
		}

	}

}
