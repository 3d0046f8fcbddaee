package io.netpool.tcp.cluster;

import java.io.Serial;

/**
 * Signals that a cluster that is required can't be connected.
 *
 * @hidden
 */
public final class ClusterUnavailableException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String name;

	ClusterUnavailableException(String name, Throwable cause) {
		super("Cluster '" + name + "' can't be connected", cause);
		this.name = name;
	}

	/**
	 * Returns the name of the cluster.
	 */
	public String name() {
		return this.name;
	}

}
