package io.netpool.tcp.cluster;

import java.util.Map;

import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Observes messages between instances, and carries along what connects the observations
 * of the sender and of the receiver. Any thread may call; no method waits.
 *
 * @hidden
 */
public interface ClusterTracing {

	/**
	 * Observes nothing.
	 */
	ClusterTracing NONE = new ClusterTracing() {

		@Override
		public Sent send(TcpCluster cluster) {
			return Sent.NONE;
		}

		@Override
		public Scope receive(TcpCluster cluster, String sender, Map<String, String> headers) {
			return Scope.NONE;
		}

	};

	/**
	 * Called by the thread that sends a message, before it is encoded.
	 * @param cluster the cluster that it is sent in
	 * @return the observation of the message
	 */
	Sent send(TcpCluster cluster);

	/**
	 * Called before a message of another instance is passed to connections.
	 * @param cluster the cluster that it was sent in
	 * @param sender the id of the instance that has sent it
	 * @param headers what it carries along, empty if the sender does not observe
	 * @return closed by the same thread when the message has been passed on
	 */
	Scope receive(TcpCluster cluster, String sender, Map<String, String> headers);

	/**
	 * A message that was sent.
	 *
	 * @hidden
	 */
	interface Sent {

		/**
		 * A message that is not observed.
		 */
		Sent NONE = new Sent() {

			@Override
			public Map<String, String> headers() {
				return Map.of();
			}

			@Override
			public void ended(SendOutcome outcome, @Nullable Throwable failure) {
			}

		};

		/**
		 * Returns what the message carries along.
		 */
		Map<String, String> headers();

		/**
		 * Called once, by any thread, when it is known what became of the message.
		 * @param failure why a command has no answer, {@code null} if it has one, and of
		 * a message that is none
		 */
		void ended(SendOutcome outcome, @Nullable Throwable failure);

	}

	/**
	 * The time in which a message is passed to connections.
	 *
	 * @hidden
	 */
	interface Scope extends AutoCloseable {

		/**
		 * A message that is not observed.
		 */
		Scope NONE = () -> {
		};

		@Override
		void close();

	}

}
