package io.netpool.benchmarks.memory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

import io.netpool.benchmarks.compare.load.TrustEveryone;
import io.netpool.benchmarks.compare.peer.TlsServerSockets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

class IdleClientsTests {

	@Test
	void anEchoIsTheRightReply() throws Exception {
		try (ServerSocket server = listen(ServerSocketFactory.getDefault());
				IdleClients clients = clients(server, SocketFactory.getDefault())) {
			serve(server, 0);
			clients.connect(1);
			assertThatCode(() -> clients.exchange(1)).doesNotThrowAnyException();
		}
	}

	@Test
	void anotherByteIsAWrongReply() throws Exception {
		try (ServerSocket server = listen(ServerSocketFactory.getDefault());
				IdleClients clients = clients(server, SocketFactory.getDefault())) {
			serve(server, 1);
			clients.connect(1);
			assertThatIOException().isThrownBy(() -> clients.exchange(1)).withMessageStartingWith("The reply is wrong");
		}
	}

	@Test
	void clientsTrustTheCertificate() throws Exception {
		try (ServerSocket server = listen(TlsServerSockets.create());
				IdleClients clients = clients(server, TrustEveryone.context().getSocketFactory())) {
			serve(server, 0);
			clients.connect(1);
			assertThatCode(() -> clients.exchange(1)).doesNotThrowAnyException();
		}
	}

	private static ServerSocket listen(ServerSocketFactory sockets) throws IOException {
		return sockets.createServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	private static IdleClients clients(ServerSocket server, SocketFactory sockets) {
		return new IdleClients((InetSocketAddress) server.getLocalSocketAddress(), sockets);
	}

	/**
	 * Echoes to one client, each byte changed by so much.
	 */
	private static void serve(ServerSocket server, int change) {
		CompletableFuture.runAsync(() -> {
			try (Socket client = server.accept()) {
				int next;
				while ((next = client.getInputStream().read()) >= 0) {
					client.getOutputStream().write(next + change);
				}
			}
			catch (IOException ex) {
				// the client has gone
			}
		});
	}

}
