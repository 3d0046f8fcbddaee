package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.function.Supplier;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;

/**
 * Pool lifecycle callback. Exceptions are propagated to the caller of the pool.
 *
 * @since 0.1.0
 * @hidden
 */
public interface PoolListener {

	/**
	 * A listener that does nothing.
	 */
	PoolListener NONE = new PoolListener() {

	};

	/**
	 * Called around the start of the pool's threads and the bind of its port, on the
	 * thread that starts it.
	 * @param <T> type of what is bound
	 * @param pool the pool
	 * @param bind binds; to be called once
	 * @return what it has returned
	 */
	default <T> T binding(TcpAcceptorPool pool, Supplier<T> bind) {
		return bind.get();
	}

	/**
	 * Called when the pool was paused, on the thread that paused it.
	 * @param pool the pool
	 */
	default void paused(TcpAcceptorPool pool) {
	}

	/**
	 * Called when the pool was resumed, on the thread that resumed it.
	 * @param pool the pool
	 */
	default void resumed(TcpAcceptorPool pool) {
	}

	/**
	 * Called before the pool drains, on the thread that drains it. Every connection is
	 * still open, and messages can be sent to it.
	 * @param pool the pool
	 */
	default void draining(TcpAcceptorPool pool) {
	}

	/**
	 * Called when the pool has stopped, on the thread that stopped it.
	 * @param pool the pool
	 */
	default void stopped(TcpAcceptorPool pool) {
	}

	/**
	 * Called when a connection was refused, at most once in ten seconds per reason.
	 * Called on an I/O thread, which must not be blocked.
	 * @param pool the pool's name
	 * @param client the client's address
	 * @param reason the reason of the refusal
	 * @param others the number of other connections refused for this reason since the
	 * last call
	 */
	default void refused(String pool, InetSocketAddress client, CloseReason reason, long others) {
	}

}
