package io.netpool.tcp;

import java.time.Duration;

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
	 * Connections that were closed before an acceptor took them, for any reason.
	 * @return the total
	 */
	long refusedConnections();

	/**
	 * Connections that ended, or were refused.
	 * @param reason why they ended or were refused
	 * @return the total for this reason
	 */
	long closedConnections(CloseReason reason);

	/**
	 * Connections that a stop closed although they had not ended: what was received on
	 * them may not have been handled, and what was sent may not have arrived. A graceful
	 * stop does so only when its time is up.
	 * @return the total
	 */
	long cutConnections();

	/**
	 * How often accepting paused, because more had connected than
	 * {@code netpool.tcp.limits.accepts-per-second}.
	 * @return the total
	 */
	long pausedAccepts();

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
	 * Messages that a handler was given.
	 * @return the total
	 */
	long handledMessages();

	/**
	 * Messages whose handler threw, or whose asynchronous reply failed.
	 * @return the total
	 */
	long failedMessages();

	/**
	 * How long handlers had a thread: what an asynchronous reply takes after the handler
	 * returned is not in it. It is known when a connection's messages that were handled
	 * together have been handled.
	 * @return the total for all messages
	 */
	Duration handlerTime();

	/**
	 * The part of {@link #handlerTime()} that messages took whose handler threw. Of
	 * messages that were handled together, each counts with the mean.
	 * @return the total
	 */
	Duration failedHandlerTime();

	/**
	 * Handlers that were in one message for longer than
	 * {@code netpool.tcp.handler.warn-after}, each message counted once. What an
	 * asynchronous reply takes after the handler returned does not count.
	 * @return the total
	 */
	long heldHandlers();

	/**
	 * How often an I/O thread did not come round its loop for longer than
	 * {@code netpool.tcp.io.warn-after}.
	 * @return the total
	 */
	long blockedIoThreads();

	/**
	 * TLS handshakes that ended.
	 * @param outcome how they ended
	 * @return the total for this outcome
	 */
	long handshakes(TlsOutcome outcome);

	/**
	 * How long TLS handshakes took, from the connection to their end.
	 * @param outcome how they ended
	 * @return the total for this outcome
	 */
	Duration handshakeTime(TlsOutcome outcome);

	/**
	 * How often the certificate of the pool was to be replaced while it served, by
	 * another SSL bundle or changed files.
	 * @param success whether the new one serves; if not, that of before stays
	 * @return the total
	 */
	long tlsReloads(boolean success);

	/**
	 * Messages that wait for their handler, or are being handled. Sums over the
	 * connections.
	 * @return how many at about this moment
	 */
	long pendingMessages();

	/**
	 * Bytes that wait until clients have read what was sent before. Sums over the
	 * connections.
	 * @return how many at about this moment
	 */
	long pendingBytes();

	/**
	 * How often reading from a connection was paused because its lane was full, or more
	 * messages came than {@code netpool.tcp.limits.messages-per-second}.
	 * @return the total
	 */
	long pausedReads();

}
