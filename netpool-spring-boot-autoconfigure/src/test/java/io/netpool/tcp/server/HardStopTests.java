package io.netpool.tcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netty.channel.SingleThreadEventLoop;
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

	@ParameterizedTest
	@MethodSource("allThreads")
	void aConnectionThatItsIoThreadHasNotSeenYetIsClosedByTheStop(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			HeldIoThread held = holdIdle(pool, endpoint);
			assignUnseenConnection(pool, endpoint, held.loop);
			int tasks = held.loop.pendingTasks();
			Thread stop = stop(pool);
			Awaitility.await().until(() -> held.loop.pendingTasks() > tasks || held.loop.isShuttingDown());
			held.release();
			stop.join();
			assertThat(endpoint.connections).hasSize(1);
			assertThat(endpoint.reasons).containsExactly(CloseReason.SHUTDOWN);
			assertThat(pool.pool().statistics().connections().forciblyClosed()).isOne();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aConnectionThatItsIoThreadSeesAfterTheStopIsClosed(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			HeldIoThread held = holdIdle(pool, endpoint);
			TestClient unseen = assignUnseenConnection(pool, endpoint, held.loop);
			Thread stop = stop(pool);
			Awaitility.await().until(held.loop::isShuttingDown);
			held.release();
			stop.join();
			assertThat(unseen.isAtEnd()).isTrue();
			Awaitility.await().untilAsserted(() -> assertThat(endpoint.reasons).hasSameSizeAs(endpoint.connections));
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aConnectionWhoseIoThreadIsBlockedIsDisconnectedAfterTheStop(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect();
			HeldIoThread held = HeldIoThread.of(endpoint.nextConnection());
			Thread stop = stop(pool);
			Awaitility.await().until(held.loop::isShuttingDown);
			held.release();
			stop.join();
			assertThat(client.isAtEnd()).isTrue();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.SHUTDOWN);
		}
	}

	private static Thread stop(TestPool pool) {
		Thread stop = new Thread(pool.pool()::stop);
		stop.start();
		return stop;
	}

	/**
	 * Holds the I/O thread that does not accept, and has no connection.
	 */
	private static HeldIoThread holdIdle(TestPool pool, TestEndpoint endpoint) throws Exception {
		TestClient client = pool.connect();
		TcpConnection connection = endpoint.nextConnection();
		client.close();
		endpoint.nextReason();
		return HeldIoThread.of(connection);
	}

	/**
	 * Connects a client whose connection is assigned to an I/O thread that is held.
	 */
	private static TestClient assignUnseenConnection(TestPool pool, TestEndpoint endpoint, SingleThreadEventLoop held)
			throws Exception {
		int before = held.pendingTasks();
		TestClient one = pool.connect();
		TestClient other = pool.connect();
		// each I/O thread has one of them
		TcpConnection seen = endpoint.nextConnection();
		TestClient unseen = (seen.remoteAddress().getPort() == one.socket().getLocalPort()) ? other : one;
		seen.abort();
		endpoint.nextReason();
		Awaitility.await().until(() -> held.pendingTasks() > before);
		return unseen;
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

	/**
	 * An I/O thread that does nothing until it is released.
	 */
	private record HeldIoThread(SingleThreadEventLoop loop, CountDownLatch released) {

		/**
		 * Holds the I/O thread of a connection.
		 */
		static HeldIoThread of(TcpConnection connection) throws InterruptedException {
			SingleThreadEventLoop loop = (SingleThreadEventLoop) ((ServedConnection) connection).io().loop();
			CountDownLatch held = new CountDownLatch(1);
			CountDownLatch released = new CountDownLatch(1);
			loop.execute(() -> {
				held.countDown();
				Awaitility.await().until(() -> released.getCount() == 0);
			});
			held.await();
			return new HeldIoThread(loop, released);
		}

		void release() {
			this.released.countDown();
		}

	}

}
