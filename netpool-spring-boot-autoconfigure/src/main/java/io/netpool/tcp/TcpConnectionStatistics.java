package io.netpool.tcp;

import java.time.Duration;
import java.time.Instant;

/**
 * What a connection has counted, at about one moment.
 *
 * @param openedAt when the connection was there; where a proxy or TLS begins it, before
 * these
 * @param idle how long ago its lane was last at work for it; zero while it is
 * @param receivedMessages messages that were cut out of what the client sent
 * @param sentMessages messages that were written to the socket
 * @param receivedBytes bytes received, without those of TLS
 * @param sentBytes bytes written to the socket, without those of TLS
 * @param pendingMessages messages that wait for their handler, or are being handled
 * @param pendingBytes bytes that wait until the client has read what was sent before
 * @param readingPaused whether nothing is read from the client, since its messages wait
 * for their handler or came too fast
 * @since 0.1.0
 */
public record TcpConnectionStatistics(Instant openedAt, Duration idle, long receivedMessages, long sentMessages,
		long receivedBytes, long sentBytes, int pendingMessages, long pendingBytes, boolean readingPaused) {

}
