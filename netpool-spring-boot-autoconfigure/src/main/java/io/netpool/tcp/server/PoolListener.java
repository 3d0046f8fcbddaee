package io.netpool.tcp.server;

import java.net.InetSocketAddress;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;

/**
 * Is told what becomes of a pool. What it throws is its caller's failure.
 *
 * @since 0.1.0
 */
public interface PoolListener {

	/**
	 * Listens to nothing.
	 */
	PoolListener NONE = new PoolListener() {

	};

	/**
	 * The pool accepts no further connections for now. Told by the thread that has paused
	 * it.
	 * @param pool the pool
	 */
	default void paused(TcpAcceptorPool pool) {
	}

	/**
	 * The pool accepts connections again. Told by the thread that has resumed it.
	 * @param pool the pool
	 */
	default void resumed(TcpAcceptorPool pool) {
	}

	/**
	 * The pool is about to drain: every connection is there still, and can be sent to.
	 * Told by the thread that drains it, which waits for the return.
	 * @param pool the pool
	 */
	default void draining(TcpAcceptorPool pool) {
	}

	/**
	 * The pool has stopped. Told by the thread that has stopped it.
	 * @param pool the pool
	 */
	default void stopped(TcpAcceptorPool pool) {
	}

	/**
	 * The pool has refused a connection. It is told once in a while for each reason. Told
	 * by an I/O thread, which must not be held.
	 * @param pool the pool's name
	 * @param client the client's address
	 * @param reason why
	 * @param others how many more were refused for this reason since it was last told
	 */
	default void refused(String pool, InetSocketAddress client, CloseReason reason, long others) {
	}

}
