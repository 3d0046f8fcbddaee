package io.netpool.tcp.event;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * Published when an acceptor pool that was paused accepts connections again.
 *
 * @param pool the pool
 * @since 0.1.0
 */
public record TcpServerResumedEvent(TcpAcceptorPool pool) {

}
