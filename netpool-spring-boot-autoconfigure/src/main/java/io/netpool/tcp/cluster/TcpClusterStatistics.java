package io.netpool.tcp.cluster;

import java.util.Map;

/**
 * What an instance of a {@link TcpCluster} has counted since it was started.
 *
 * @param sent messages to connections of other instances, by outcome
 * @param received messages of other instances that were passed to connections
 * @param dropped messages of other instances that were not, and replies to them, by
 * reason
 * @param pendingBytes memory of the messages that are under way now, in bytes
 * @param maxPendingBytes {@code netpool.cluster.max-pending}, in bytes
 * @param reconnects how often a lost connection to the other instances was restored
 * @since 0.1.0
 */
public record TcpClusterStatistics(Map<SendOutcome, Long> sent, long received, Map<DropReason, Long> dropped,
		long pendingBytes, long maxPendingBytes, long reconnects) {

	/**
	 * What became of a message to connections of other instances.
	 */
	public enum SendOutcome {

		/**
		 * Every instance that it concerns has answered.
		 */
		ANSWERED,

		/**
		 * At least one instance has not answered in time.
		 */
		UNANSWERED,

		/**
		 * It was not sent: the cluster is disconnected, or
		 * {@code netpool.cluster.max-pending} is exceeded.
		 */
		REFUSED

	}

	/**
	 * Why a message of another instance was not passed to connections, or its reply not
	 * sent.
	 */
	public enum DropReason {

		/**
		 * It was older than {@code netpool.cluster.timeout}.
		 */
		LATE,

		/**
		 * It had been received before.
		 */
		REPEATED,

		/**
		 * It is of a kind or version that this instance does not know.
		 */
		UNKNOWN,

		/**
		 * Its reply was not sent: the replies under way exceed
		 * {@code netpool.cluster.max-pending}. The other instance reports the message as
		 * unanswered.
		 */
		REPLY

	}

}
