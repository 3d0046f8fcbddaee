package io.netpool.tcp.event;

import io.netpool.tcp.TcpAcceptorPool;

/**
 * Published before an acceptor pool drains. Every connection is still open, and messages
 * can be sent to it: the drain begins after all listeners have returned.
 *
 * @param pool the pool
 * @since 0.1.0
 */
public record TcpServerDrainingEvent(TcpAcceptorPool pool) {

}
