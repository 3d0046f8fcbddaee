package io.netpool.tcp.server.transport;

import java.io.Serial;
import java.net.InetSocketAddress;

/**
 * Thrown when a pool could not bind its address.
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
	 * Returns the name of the pool.
	 * @return the name
	 */
	public String pool() {
		return this.pool;
	}

	/**
	 * Returns the address.
	 * @return the address that could not be bound
	 */
	public InetSocketAddress address() {
		return this.address;
	}

	/**
	 * Returns the problem.
	 * @return the problem, as far as the system reports it
	 */
	public Problem problem() {
		return this.problem;
	}

	/**
	 * Why an address could not be bound.
	 */
	public enum Problem {

		/**
		 * The port is already in use.
		 */
		IN_USE,

		/**
		 * The process is not permitted to bind the port.
		 */
		NOT_PERMITTED,

		/**
		 * The address is not a local address.
		 */
		NOT_LOCAL,

		/**
		 * Another problem, described by the cause.
		 */
		OTHER

	}

}
