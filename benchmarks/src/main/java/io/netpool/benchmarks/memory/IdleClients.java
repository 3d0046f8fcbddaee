package io.netpool.benchmarks.memory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * Clients that connect and stay connected.
 */
final class IdleClients implements AutoCloseable {

	private static final byte[] LINE = "a line that is sent back\n".getBytes(StandardCharsets.US_ASCII);

	private static final int TIMEOUT_MILLIS = 30_000;

	private final InetSocketAddress server;

	private final SocketFactory sockets;

	private final List<Socket> connected = new ArrayList<>();

	IdleClients(InetSocketAddress server, SocketFactory sockets) {
		this.server = server;
		this.sockets = sockets;
	}

	/**
	 * Connects, with TLS including the handshake.
	 */
	void connect(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket socket = this.sockets.createSocket(this.server.getAddress(), this.server.getPort());
			this.connected.add(socket);
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(TIMEOUT_MILLIS);
			if (socket instanceof SSLSocket tls) {
				tls.startHandshake();
			}
		}
	}

	/**
	 * Sends a message on each of the most recent connections and waits for the replies:
	 * by then, the server has served the earlier ones.
	 */
	void exchange(int count) throws IOException {
		for (Socket socket : this.connected.subList(this.connected.size() - count, this.connected.size())) {
			socket.getOutputStream().write(LINE);
			byte[] reply = socket.getInputStream().readNBytes(LINE.length);
			if (!Arrays.equals(reply, LINE)) {
				throw new IOException("The reply is wrong: " + new String(reply, StandardCharsets.US_ASCII));
			}
		}
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.connected) {
			socket.close();
		}
	}

}
