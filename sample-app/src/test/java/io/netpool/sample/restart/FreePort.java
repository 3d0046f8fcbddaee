package io.netpool.sample.restart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that goes away and comes back.
 */
public final class FreePort {

	private FreePort() {
	}

	/**
	 * Find a free port below those that systems give to clients: while a server is away,
	 * nobody else takes its port.
	 * @return the port
	 */
	public static int find() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// it is taken: another one
			}
		}
	}

}
