package io.netpool.tcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.server.TestPool.Threads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a stop without a drain, while clients connect.
 */
class HardStopTests {

	private static final int STOPS = 30;

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void eachConnectionThatWasConnectedIsDisconnected(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		AtomicBoolean connecting = new AtomicBoolean(true);
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			List<Thread> clients = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				Thread client = new Thread(() -> connect(pool, connecting));
				client.start();
				clients.add(client);
			}
			for (int i = 0; i < STOPS; i++) {
				int before = endpoint.connections.size();
				Awaitility.await().until(() -> endpoint.connections.size() > before);
				pool.pool().stop();
				assertThat(endpoint.reasons).hasSameSizeAs(endpoint.connections);
				pool.pool().start();
			}
			connecting.set(false);
			for (Thread client : clients) {
				client.join();
			}
		}
	}

	private static void connect(TestPool pool, AtomicBoolean connecting) {
		while (connecting.get()) {
			int port = pool.pool().port();
			if (port < 0) {
				continue;
			}
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				socket.getOutputStream().write('x');
			}
			catch (IOException ex) {
				// the pool is stopped
			}
		}
	}

	@Test
	void aRegistryThatWasEmptyWaitsForAConnectionThatIsAddedLater() {
		ConnectionRegistry registry = new ConnectionRegistry();
		assertThat(registry.close()).isCompleted();
		try (LoneConnection late = new LoneConnection(TestEndpoint.echo())) {
			registry.add(late.connection());
			CompletableFuture<Void> empty = registry.close();
			assertThat(empty).isNotCompleted();
			registry.remove(late.connection());
			assertThat(empty).isCompleted();
		}
	}

}
