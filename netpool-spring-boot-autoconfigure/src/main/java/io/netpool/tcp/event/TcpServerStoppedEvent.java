package io.netpool.tcp.event;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * Published when an acceptor pool has stopped and released its port, connections and
 * threads. It may be started again.
 *
 * @param pool the pool
 * @since 0.1.0
 */
public record TcpServerStoppedEvent(TcpAcceptorPool pool) {

}
