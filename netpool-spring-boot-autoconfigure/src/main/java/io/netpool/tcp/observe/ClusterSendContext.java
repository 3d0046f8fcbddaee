package io.netpool.tcp.observe;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Context of the observation of a message to other instances. Tracing creates a producer
 * span for it.
 */
final class ClusterSendContext extends SenderContext<Map<String, String>> {

	private final String cluster;

	private volatile @Nullable SendOutcome outcome;

	ClusterSendContext(String cluster) {
		super((headers, key, value) -> Objects.requireNonNull(headers).put(key, value), Kind.PRODUCER);
		setCarrier(new HashMap<>());
		this.cluster = cluster;
	}

	String cluster() {
		return this.cluster;
	}

	/**
	 * The headers that handlers of the observation have set when it was started.
	 */
	Map<String, String> headers() {
		return Objects.requireNonNull(getCarrier());
	}

	/**
	 * Returns what became of the message, {@code null} while it is under way.
	 */
	@Nullable SendOutcome outcome() {
		return this.outcome;
	}

	void end(SendOutcome result) {
		this.outcome = result;
	}

}
