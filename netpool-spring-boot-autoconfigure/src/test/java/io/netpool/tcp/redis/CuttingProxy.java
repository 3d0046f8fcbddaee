package io.netpool.tcp.redis;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards TCP connections to a port, and cuts them.
 */
final class CuttingProxy implements AutoCloseable {

	private final int target;

	private final ServerSocket server;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean cut;

	CuttingProxy(int target) {
		this.target = target;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "cutting-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.sockets.add(client);
				if (this.cut) {
					client.close();
					continue;
				}
				Socket redis = new Socket(InetAddress.getLoopbackAddress(), this.target);
				this.sockets.add(redis);
				start(() -> forward(client, redis));
				start(() -> forward(redis, client));
				if (this.cut) {
					closeAll();
				}
			}
			catch (IOException ex) {
				// the server socket is closed, or the target does not accept
			}
		}
	}

	private void forward(Socket from, Socket to) {
		try (from; to) {
			from.setTcpNoDelay(true);
			to.setTcpNoDelay(true);
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// cut
		}
		this.sockets.remove(from);
		this.sockets.remove(to);
	}

	/**
	 * Cuts all connections, and those that are opened until it is mended.
	 */
	void cut() {
		this.cut = true;
		closeAll();
	}

	void mend() {
		this.cut = false;
	}

	private void closeAll() {
		this.sockets.forEach(CuttingProxy::close);
	}

	private static void close(Closeable socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		close(this.server);
		cut();
	}

}
