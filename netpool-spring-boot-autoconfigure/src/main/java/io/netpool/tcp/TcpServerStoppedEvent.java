package io.netpool.tcp;

/**
 * Published when an acceptor pool has stopped: it holds no port, no connection and no
 * thread. It may be started again.
 *
 * @param pool the pool
 * @since 0.1.0
 */
public record TcpServerStoppedEvent(TcpAcceptorPool pool) {

}
