package io.netpool.tcp.server.transport;

import java.io.Serial;
import java.net.InetSocketAddress;

/**
 * A pool could not bind its address.
 *
 * @since 0.1.0
 */
public class PortBindException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String pool;

	private final InetSocketAddress address;

	private final Problem problem;

	public PortBindException(String pool, InetSocketAddress address, Throwable cause) {
		super("Pool '" + pool + "' failed to bind on [" + address.getHostString() + ":" + address.getPort() + "]",
				cause);
		this.pool = pool;
		this.address = address;
		this.problem = BindFailure.of(cause);
	}

	/**
	 * The pool's name.
	 * @return the name
	 */
	public String pool() {
		return this.pool;
	}

	/**
	 * The address.
	 * @return where the pool was to listen
	 */
	public InetSocketAddress address() {
		return this.address;
	}

	/**
	 * What is wrong with the address.
	 * @return the problem, as far as the system tells
	 */
	public Problem problem() {
		return this.problem;
	}

	/**
	 * What keeps an address from being bound.
	 */
	public enum Problem {

		/**
		 * Another socket listens there.
		 */
		IN_USE,

		/**
		 * This process may not listen there.
		 */
		NOT_PERMITTED,

		/**
		 * The address is none of this machine's.
		 */
		NOT_LOCAL,

		/**
		 * Something else, which the cause tells.
		 */
		OTHER

	}

}
