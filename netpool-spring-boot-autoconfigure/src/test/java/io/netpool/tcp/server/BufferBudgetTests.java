package io.netpool.tcp.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BufferBudget} and {@link ConnectionBuffers}.
 */
class BufferBudgetTests {

	private static final int MAX_BUFFERED = 1024 * 1024;

	private static final int CLIENTS = 16;

	private static final String LINE = "x".repeat(8 * 1024 - 1) + "\n";

	private final CountDownLatch released = new CountDownLatch(1);

	static List<Threads> threadsThatMayBlock() {
		return Threads.mayBlock();
	}

	private static TestPool pool(TestEndpoint endpoint) {
		return new TestPool(endpoint).ioThreads(1)
			.limits(new LimitSettings(0, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE, MAX_BUFFERED));
	}

	private static List<Thread> send(List<TestClient> clients, String text) {
		List<Thread> senders = new ArrayList<>();
		for (TestClient client : clients) {
			Thread sender = new Thread(() -> {
				try {
					client.send(text);
				}
				catch (UncheckedIOException ex) {
					// the test has closed the client
				}
			});
			sender.start();
			senders.add(sender);
		}
		return senders;
	}

	/**
	 * Connects clients, and waits until each counts: the shares of those that come first
	 * would be greater.
	 */
	private static List<TestClient> clients(TestPool pool) {
		List<TestClient> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			clients.add(pool.connect());
		}
		Awaitility.await().untilAsserted(() -> assertThat(pool.directory().all()).hasSize(CLIENTS));
		return clients;
	}

	/**
	 * Waits until each connection has paused, and returns the bytes that they hold, with
	 * two bytes per character.
	 */
	private static long heldWhenPaused(TestPool pool) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(pool.directory().all()).hasSize(CLIENTS)
				.allMatch((connection) -> connection.statistics().readingPaused()));
		return pool.pool().statistics().messages().queued() * 2L * LINE.length();
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void connectionsTogetherHoldNoMoreThanThePoolsMaximumAndAllIsHandled(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			this.released.await();
			return "y";
		});
		try (TestPool pool = pool(endpoint).threads(threads).start()) {
			List<TestClient> clients = clients(pool);
			List<Thread> senders = send(clients, LINE.repeat(64));
			assertThat(heldWhenPaused(pool)).isBetween(MAX_BUFFERED / 4L, (long) MAX_BUFFERED);
			this.released.countDown();
			for (TestClient client : clients) {
				assertThat(client.receive(64 * 2)).isEqualTo("y\n".repeat(64));
			}
			assertThat(senders).allSatisfy((sender) -> sender.join(10_000));
		}
	}

	@Test
	void whileOthersHoldTheMaximumAConnectionIsServedWithinItsShare() {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (!message.equals("ping")) {
				this.released.await();
			}
			return message;
		});
		try (TestPool pool = pool(endpoint).start()) {
			List<TestClient> clients = clients(pool);
			send(clients, LINE.repeat(64));
			heldWhenPaused(pool);
			TestClient modest = pool.connect();
			for (int i = 0; i < 10; i++) {
				assertThat(modest.send("ping\n").readLine()).isEqualTo("ping");
			}
			this.released.countDown();
		}
	}

	@Test
	void repliesThatClientsDoNotReadCount() {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).start()) {
			List<TestClient> clients = clients(pool);
			// more than sockets hold
			List<Thread> senders = send(clients, LINE.repeat(4000));
			heldWhenPaused(pool);
			Awaitility.await()
				.during(Duration.ofMillis(300))
				.until(() -> pool.pool().statistics().bytes().pending() < MAX_BUFFERED + CLIENTS * LINE.length());
			clients.forEach(TestClient::close);
			assertThat(senders).allSatisfy((sender) -> sender.join(10_000));
		}
	}

	@Test
	void aMessageThatIsLargerThanTheMaximumIsHandled() {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> String.valueOf(((String) message).length()));
		try (TestPool pool = pool(endpoint).maxLength(8 * MAX_BUFFERED).start()) {
			List<TestClient> clients = clients(pool);
			send(clients, "x".repeat(3 * MAX_BUFFERED) + "\n");
			for (TestClient client : clients) {
				assertThat(client.readLine()).isEqualTo(String.valueOf(3 * MAX_BUFFERED));
			}
		}
	}

	@Test
	void whatAConnectionHeldIsForgottenWhenItIsClosed() {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			this.released.await();
			return message;
		});
		try (TestPool pool = pool(endpoint).start()) {
			List<TestClient> clients = clients(pool);
			List<Thread> senders = send(clients, LINE.repeat(64));
			heldWhenPaused(pool);
			BufferBudget budget = pool.directory()
				.all()
				.map((connection) -> ((ServedConnection) connection).io().budget())
				.findAny()
				.orElseThrow();
			assertThat(budget.isPressed()).isTrue();
			clients.forEach(TestClient::close);
			this.released.countDown();
			Awaitility.await().untilAsserted(() -> assertThat(budget.isPressed()).isFalse());
			assertThat(senders).allSatisfy((sender) -> sender.join(10_000));
		}
	}

}
