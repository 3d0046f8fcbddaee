package io.netpool.benchmarks.compare.peer;

import java.io.IOException;

/**
 * Protocol of a server process with its parent, over standard input and output.
 *
 * @since 0.1.0
 */
public final class Fork {

	/**
	 * Prefix of the line with the port.
	 */
	public static final String LISTENING = "listening on ";

	/**
	 * Prefix of the line with the TLS port, which comes first.
	 */
	public static final String LISTENING_TLS = "with TLS, " + LISTENING;

	/**
	 * Prefix of the line with the memory in use.
	 */
	public static final String MEMORY = "memory ";

	private Fork() {
	}

	/**
	 * Reports both ports, then serves as {@link #serve(int)} does.
	 * @param port the port without TLS
	 * @param tlsPort the port with TLS
	 * @throws IOException if reading standard input fails
	 */
	public static void serve(int port, int tlsPort) throws IOException {
		System.out.println(LISTENING_TLS + tlsPort);
		serve(port);
	}

	/**
	 * Reports the port, then blocks until the parent process ends, however it does, and
	 * halts the JVM. Reports the memory in use for each empty line from the parent.
	 * @param port the port on which the server listens
	 * @throws IOException if reading standard input fails
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
