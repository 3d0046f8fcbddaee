package io.netpool.tcp;

/**
 * Totals that a pool has counted since it was created; restarting it does not reset them.
 * Reading one is cheap, sums over the I/O threads, and may miss what happens meanwhile.
 *
 * @since 0.1.0
 */
public interface TcpPoolStatistics {

	/**
	 * Connections open at this moment, those in a TLS handshake included.
	 * @return the number of connections
	 */
	int activeConnections();

	/**
	 * Connections that an acceptor took.
	 * @return the total
	 */
	long acceptedConnections();

	/**
	 * Connections that found no acceptor and were closed.
	 * @return the total
	 */
	long refusedConnections();

	/**
	 * Connections that ended.
	 * @param reason why they ended
	 * @return the total for this reason
	 */
	long closedConnections(CloseReason reason);

	/**
	 * Messages that were received, and handed to their connections' lanes.
	 * @return the total
	 */
	long receivedMessages();

	/**
	 * Messages that were sent, replies included, and handed to the socket.
	 * @return the total
	 */
	long sentMessages();

	/**
	 * Bytes that were received, after TLS.
	 * @return the total
	 */
	long receivedBytes();

	/**
	 * Bytes that were handed to the socket, before TLS.
	 * @return the total
	 */
	long sentBytes();

	/**
	 * Messages whose handler threw.
	 * @return the total
	 */
	long failedMessages();

	/**
	 * How often reading from a connection was paused because its lane was full or its
	 * client did not read.
	 * @return the total
	 */
	long pausedReads();

}
