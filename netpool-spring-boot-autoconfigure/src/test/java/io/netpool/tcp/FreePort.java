package io.netpool.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

import org.awaitility.Awaitility;

/**
 * A port for a server that listens later, or goes away and comes back.
 */
public final class FreePort {

	private FreePort() {
	}

	/**
	 * Finds a free port below those that systems give to clients: while no server is
	 * there, nobody else takes it.
	 */
	public static int find() {
		return Awaitility.await().until(FreePort::candidate, (port) -> port > 0);
	}

	private static int candidate() {
		int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			// it is taken
			return 0;
		}
	}

}
