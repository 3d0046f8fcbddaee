package io.netpool.tcp.event;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * Published when an acceptor pool was paused: it serves its open connections, and accepts
 * no others.
 *
 * @param pool the pool
 * @since 0.1.0
 */
public record TcpServerPausedEvent(TcpAcceptorPool pool) {

}
