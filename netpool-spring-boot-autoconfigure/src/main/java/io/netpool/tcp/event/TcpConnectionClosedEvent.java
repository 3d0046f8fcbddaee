package io.netpool.tcp.event;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDisconnected;

/**
 * Published after a connection was closed and its {@link TcpDisconnected} methods were
 * called, on the connection's lane. Only if {@code netpool.tcp.connection-events} is set.
 *
 * @param connection the closed connection
 * @param reason the close reason
 * @since 0.1.0
 */
public record TcpConnectionClosedEvent(TcpConnection connection, CloseReason reason) {

}
