package io.netpool.tcp.observe;

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * Context of the observation of a message of another instance. Tracing creates a consumer
 * span for it, which continues the sender's trace.
 */
final class ClusterReceiveContext extends ReceiverContext<Map<String, String>> {

	private final String cluster;

	private final String sender;

	ClusterReceiveContext(String cluster, String sender, Map<String, String> headers) {
		super(Map::get, Kind.CONSUMER);
		setCarrier(headers);
		this.cluster = cluster;
		this.sender = sender;
	}

	String cluster() {
		return this.cluster;
	}

	/**
	 * The id of the instance that has sent the message.
	 */
	String sender() {
		return this.sender;
	}

}
