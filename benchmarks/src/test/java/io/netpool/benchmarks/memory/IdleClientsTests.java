package io.netpool.benchmarks.memory;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;

import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

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
		try (KeyStoreFile keys = KeyStoreFile.create();
				ServerSocket server = listen(tls(keys).getServerSocketFactory());
				IdleClients clients = clients(server, keys.clients().getSocketFactory())) {
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

	private static SSLContext tls(KeyStoreFile keys) throws Exception {
		char[] password = KeyStoreFile.PASSWORD.toCharArray();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream content = Files.newInputStream(keys.path())) {
			store.load(content, password);
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(store, password);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

}
