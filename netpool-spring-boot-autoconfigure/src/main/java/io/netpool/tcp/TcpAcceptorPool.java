package io.netpool.tcp;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An acceptor pool: one listening address, the acceptors that serve its connections, and
 * those connections. There is one bean per pool.
 * <p>
 * Every method may be called from any thread except an I/O thread or a handler of this
 * pool, since starting and stopping wait for both.
 *
 * @since 0.1.0
 */
public interface TcpAcceptorPool {

	/**
	 * Name of the pool that is configured under {@code netpool.tcp}.
	 */
	String DEFAULT_NAME = "default";

	/**
	 * Returns the name of the pool.
	 * @return the name, {@value #DEFAULT_NAME} for the one under {@code netpool.tcp}
	 */
	String name();

	/**
	 * Returns the names of the pools whose connections this pool accepts and detects by
	 * their first bytes ({@code detect.start}). They have no port of their own.
	 * @return the names, empty if this pool detects no protocol
	 */
	default Set<String> protocols() {
		return Set.of();
	}

	/**
	 * Returns the state of the pool.
	 * @return the state at this moment
	 */
	State state();

	/**
	 * Returns the port that the pool listens on.
	 * @return the port, or -1 when it does not listen
	 */
	int port();

	/**
	 * Returns the transport in use.
	 * @return the transport as named in {@code netpool.tcp.io.transport}, never
	 * {@code auto}; {@code null} when the pool does not listen
	 */
	@Nullable String transport();

	/**
	 * Returns the numbers of acceptors.
	 * @return a consistent snapshot
	 */
	Acceptors acceptors();

	/**
	 * Returns when connections of the pool start TLS.
	 * @return the security of connections
	 */
	Security security();

	/**
	 * Returns a snapshot of the pool's statistics. Taking one reads every open
	 * connection.
	 * @return a new snapshot
	 */
	TcpPoolStatistics statistics();

	/**
	 * Binds the port and accepts connections. Has no effect on a pool that listens.
	 * @throws RuntimeException if the address cannot be bound; the pool is then stopped
	 * and holds no resources
	 */
	void start();

	/**
	 * Closes the port and every connection now. A stopped pool can be started again. Has
	 * no effect on a stopped pool. If only the pools keep the JVM running, it exits when
	 * the last one is stopped, unless {@code spring.main.keep-alive} is set.
	 */
	void stop();

	/**
	 * Pauses accepting connections until {@link #resume()}. Open connections are served
	 * as before. The port stays open: clients that connect wait in the kernel's backlog.
	 * Has no effect on a pool that does not listen or is paused.
	 */
	void pause();

	/**
	 * Accepts connections again. Has no effect on a pool that is not paused.
	 */
	void resume();

	/**
	 * Changes the number of acceptors, also for later starts of the pool. Connections in
	 * excess of the new number are served until they close. If the pool's overflow is
	 * {@code increase}, further acceptors are started as before, up to
	 * {@code netpool.tcp.max-acceptors} or this number, whichever is greater.
	 * @param acceptors the number
	 * @throws IllegalArgumentException if it is less than 1
	 */
	void resize(int acceptors);

	/**
	 * The states of a pool.
	 */
	enum State {

		/**
		 * The pool holds no port and no connection. If it has lost its port, since an I/O
		 * thread has failed, it may still serve connections until it is stopped.
		 */
		STOPPED,

		/**
		 * The pool accepts and serves connections.
		 */
		LISTENING,

		/**
		 * The pool serves its open connections; new ones wait in the backlog.
		 */
		PAUSED,

		/**
		 * The pool accepts no connections, and closes the open ones after their last
		 * reply.
		 */
		DRAINING

	}

	/**
	 * When connections of a pool start TLS.
	 */
	enum Security {

		/**
		 * Connections do not use TLS.
		 */
		NONE,

		/**
		 * Connections start with a TLS handshake.
		 */
		TLS,

		/**
		 * Connections start without TLS; a handler starts it with
		 * {@link TcpConnection#startTls}.
		 */
		START_TLS

	}

	/**
	 * Numbers of acceptors.
	 *
	 * @param busy the number of acceptors that serve a connection
	 * @param limit the number of acceptors
	 * @param max the maximum number of acceptors: more than {@code limit} only if the
	 * pool's overflow is {@code increase}
	 */
	record Acceptors(int busy, int limit, int max) {

		/**
		 * Returns the number of acceptors that are idle.
		 * @return {@code limit - busy}, never negative
		 */
		public int idle() {
			return Math.max(0, this.limit - this.busy);
		}

		/**
		 * Returns whether every acceptor is busy and no more can start.
		 * @return {@code true} if the pool cannot serve another connection at this moment
		 */
		public boolean isFull() {
			return this.limit >= this.max && idle() == 0;
		}

	}

}
