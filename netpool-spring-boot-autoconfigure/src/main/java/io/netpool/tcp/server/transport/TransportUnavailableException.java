package io.netpool.tcp.server.transport;

import java.io.Serial;

import io.netpool.tcp.server.settings.Transport;

/**
 * Thrown when a pool is started with a transport that is not available on this machine.
 *
 * @since 0.1.0
 */
public class TransportUnavailableException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Transport transport;

	TransportUnavailableException(Transport transport, Throwable cause) {
		super("Transport " + transport + " is not available: " + rootMessage(cause), cause);
		this.transport = transport;
	}

	private static String rootMessage(Throwable cause) {
		Throwable root = cause;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

	/**
	 * Returns the requested transport.
	 * @return the transport
	 */
	public Transport transport() {
		return this.transport;
	}

}
