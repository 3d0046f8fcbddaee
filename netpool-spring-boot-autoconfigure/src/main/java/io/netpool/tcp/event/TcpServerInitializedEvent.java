package io.netpool.tcp.event;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * Published when an acceptor pool has bound its port and accepts connections.
 *
 * @param pool the pool
 * @param port the port it listens on
 * @since 0.1.0
 */
public record TcpServerInitializedEvent(TcpAcceptorPool pool, int port) {

}
