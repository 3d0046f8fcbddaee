package io.netpool.tcp;

import java.time.Duration;
import java.time.Instant;

/**
 * Snapshot of the statistics of a connection.
 *
 * @param openedAt when the connection was accepted, before a PROXY header or a TLS
 * handshake
 * @param idle time since the connection's handlers last ran; zero while one runs
 * @param receivedMessages total of messages that were decoded
 * @param sentMessages total of messages that were written to the socket
 * @param receivedBytes total of received bytes, without the overhead of TLS
 * @param sentBytes total of bytes that were written to the socket, without the overhead
 * of TLS
 * @param queuedMessages messages that wait for their handler, or are being handled
 * @param pendingBytes bytes that wait for the client to read, 64 bytes of overhead per
 * message included
 * @param readingPaused whether reading is paused, because the connection's queue or its
 * pool is full, or because it received too many messages per second
 * @since 0.1.0
 */
public record TcpConnectionStatistics(Instant openedAt, Duration idle, long receivedMessages, long sentMessages,
		long receivedBytes, long sentBytes, int queuedMessages, long pendingBytes, boolean readingPaused) {

}
