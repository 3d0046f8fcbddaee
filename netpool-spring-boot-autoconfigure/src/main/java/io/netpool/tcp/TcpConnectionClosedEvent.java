package io.netpool.tcp;

/**
 * Published when a connection has ended, after its {@link TcpDisconnected} methods were
 * called, on the connection's lane. Only where {@code netpool.tcp.connection-events} is
 * set.
 *
 * @param connection the connection, which is closed
 * @param reason why it ended
 * @since 0.1.0
 */
public record TcpConnectionClosedEvent(TcpConnection connection, CloseReason reason) {

}
