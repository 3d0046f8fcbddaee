package io.netpool.tcp;

/**
 * Published when an acceptor pool is about to drain. Every connection is there still, and
 * can be sent to: the drain begins when all listeners have returned.
 *
 * @param pool the pool
 * @since 0.1.0
 */
public record TcpServerDrainingEvent(TcpAcceptorPool pool) {

}
