package io.netpool.tcp;

/**
 * Published when a connection begins, before its {@link TcpConnected} methods are called,
 * on the connection's lane. Only where {@code netpool.tcp.connection-events} is set.
 *
 * @param connection the connection
 * @since 0.1.0
 */
public record TcpConnectionOpenedEvent(TcpConnection connection) {

}
