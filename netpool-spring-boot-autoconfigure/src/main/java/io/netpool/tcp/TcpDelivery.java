package io.netpool.tcp;

/**
 * The result of sending a message to several connections.
 *
 * @param written the number of connections whose socket has the message
 * @param lost the number of connections that the message was not written to, and will not
 * be: the client did not read, or the connection was closed
 * @param unanswered the number of instances of a
 * {@linkplain io.netpool.tcp.cluster.TcpCluster cluster} that did not say what they did:
 * each may have written the message, but none will do it later
 * @param isComplete whether every instance that may have such connections has answered;
 * {@code false} also if the cluster could not be asked, since it is disconnected, has too
 * much {@linkplain #unanswered under way}, or has lost its directory a moment ago. Always
 * {@code true} without a cluster
 * @since 0.1.0
 */
public record TcpDelivery(int written, int lost, int unanswered, boolean isComplete) {

	/**
	 * Nobody was to receive it.
	 */
	public static final TcpDelivery NONE = new TcpDelivery(0, 0, 0, true);

	/**
	 * Returns the result of sending a message to other connections as well.
	 * @param other the result there
	 * @return the sum of both, complete if both are
	 */
	public TcpDelivery plus(TcpDelivery other) {
		return new TcpDelivery(this.written + other.written, this.lost + other.lost, this.unanswered + other.unanswered,
				this.isComplete && other.isComplete);
	}

}
