package io.netpool.tcp.event;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;

/**
 * Published when a connection was established, before its {@link TcpConnected} methods
 * are called, on the connection's lane. Only if {@code netpool.tcp.connection-events} is
 * set.
 *
 * @param connection the connection
 * @since 0.1.0
 */
public record TcpConnectionOpenedEvent(TcpConnection connection) {

}
