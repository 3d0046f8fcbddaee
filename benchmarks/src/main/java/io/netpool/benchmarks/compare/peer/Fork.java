package io.netpool.benchmarks.compare.peer;

import java.io.IOException;

/**
 * A server as a process that another has started.
 *
 * @since 0.1.0
 */
public final class Fork {

	/**
	 * What the line begins with that tells the port.
	 */
	public static final String LISTENING = "listening on ";

	/**
	 * What the line begins with that tells the port with TLS. It comes first.
	 */
	public static final String LISTENING_TLS = "with TLS, " + LISTENING;

	/**
	 * What the line begins with that tells the memory in use.
	 */
	public static final String MEMORY = "memory ";

	private Fork() {
	}

	/**
	 * Tell the ports, and serve as {@link #serve(int)} does.
	 * @param port where this server listens
	 * @param tlsPort where it listens with TLS
	 * @throws IOException if the standard streams fail
	 */
	public static void serve(int port, int tlsPort) throws IOException {
		System.out.println(LISTENING_TLS + tlsPort);
		serve(port);
	}

	/**
	 * Tell the port, and serve until the process that has started this one ends, however
	 * it does. For each empty line that it writes, tell the memory in use.
	 * @param port where this server listens
	 * @throws IOException if the standard streams fail
	 */
	public static void serve(int port) throws IOException {
		System.out.println(LISTENING + port);
		int next;
		while ((next = System.in.read()) >= 0) {
			if (next == '\n') {
				System.out.println(MEMORY + MemoryUse.ofThisProcess().toLine());
			}
		}
		Runtime.getRuntime().halt(0);
	}

}
