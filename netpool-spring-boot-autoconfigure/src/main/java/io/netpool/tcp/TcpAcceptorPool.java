package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * An acceptor pool: one listening address, the acceptors that serve its connections, and
 * those connections. There is a bean for each pool.
 * <p>
 * Every method may be called from any thread but an I/O thread or a handler of this pool,
 * since starting and stopping wait for both.
 *
 * @since 0.1.0
 */
public interface TcpAcceptorPool {

	/**
	 * The name of the pool that is configured under {@code netpool.tcp}.
	 */
	String DEFAULT_NAME = "default";

	/**
	 * The pool's name.
	 * @return the name, {@value #DEFAULT_NAME} for the one under {@code netpool.tcp}
	 */
	String name();

	/**
	 * What the pool is doing.
	 * @return the state at this moment
	 */
	State state();

	/**
	 * The port the pool listens on.
	 * @return the port, or -1 when it does not listen
	 */
	int port();

	/**
	 * How the pool reaches the operating system's sockets.
	 * @return the transport as it is named in {@code netpool.tcp.io.transport}, never
	 * {@code auto}; {@code null} when the pool does not listen
	 */
	@Nullable String transport();

	/**
	 * The acceptors at this moment.
	 * @return their numbers, consistent with each other
	 */
	Acceptors acceptors();

	/**
	 * What the pool has counted since it was created.
	 * @return live totals
	 */
	TcpPoolStatistics statistics();

	/**
	 * Binds the port and serves connections. Has no effect on a pool that listens.
	 * @throws RuntimeException if the address can't be bound; the pool is then stopped
	 * and holds no resources
	 */
	void start();

	/**
	 * Closes the port and every connection, now. A stopped pool can be started again. Has
	 * no effect on a stopped pool.
	 */
	void stop();

	/**
	 * Accepts no further connection until {@link #resume()}. The connections that there
	 * are go on. The port stays open: clients that connect wait in the kernel's backlog,
	 * and are served after {@link #resume()}. Has no effect on a pool that does not
	 * listen, or is paused.
	 */
	void pause();

	/**
	 * Accepts connections again. Has no effect on a pool that is not paused.
	 */
	void resume();

	/**
	 * Changes the number of acceptors, until the next time it is changed: also where the
	 * pool is stopped and started. Connections beyond the new number are served to their
	 * end. Where the pool's overflow is {@code increase}, more are started as before, up
	 * to {@code netpool.tcp.max-acceptors} or this number, whichever is greater.
	 * @param acceptors the number
	 * @throws IllegalArgumentException if it is less than 1
	 */
	void resize(int acceptors);

	/**
	 * What a pool is doing.
	 */
	enum State {

		/**
		 * It holds no port and no connection.
		 */
		STOPPED,

		/**
		 * It takes connections and serves them.
		 */
		LISTENING,

		/**
		 * It serves the connections that it has; others wait until it is resumed.
		 */
		PAUSED,

		/**
		 * It takes no more connections, and ends those that it has after their last
		 * reply.
		 */
		DRAINING

	}

	/**
	 * Numbers of acceptors.
	 *
	 * @param busy those that serve a connection
	 * @param limit how many there are
	 * @param max how many there may be: more than {@code limit} only where the pool's
	 * overflow is {@code increase}
	 */
	record Acceptors(int busy, int limit, int max) {

		/**
		 * How many acceptors wait for a connection.
		 * @return {@code limit - busy}, never negative
		 */
		public int idle() {
			return Math.max(0, this.limit - this.busy);
		}

	}

}
