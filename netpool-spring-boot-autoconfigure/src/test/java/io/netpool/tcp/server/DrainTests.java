package io.netpool.tcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.Transport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NettyAcceptorPool#drain()}.
 */
class DrainTests {

	static List<Transport> transports() {
		return AcceptorPoolTests.transports();
	}

	@Test
	void everyRequestThatWasReceivedIsAnsweredThenTheConnectionCloses() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			release.await();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).handlerThreads(200).queue(2).start()) {
			List<TestClient> clients = IntStream.range(0, 100)
				.mapToObj((i) -> pool.connect().send("1\n2\n3\n4\n5\n"))
				.toList();
			Awaitility.await()
				.until(() -> endpoint.events.stream().filter((event) -> event.equals("1")).count() == 100);
			int port = pool.pool().port();
			CompletableFuture<Void> drained = pool.pool().drain();
			assertThat(pool.pool().state()).isEqualTo(State.DRAINING);
			Awaitility.await()
				.untilAsserted(() -> assertThatExceptionOfType(IOException.class)
					.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close()));
			assertThat(drained).isNotDone();
			release.countDown();
			for (TestClient client : clients) {
				assertThat(new String(client.readAll())).isEqualTo("1\n2\n3\n4\n5\n");
				client.close();
			}
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(endpoint.reasons.stream().filter((reason) -> reason == CloseReason.SHUTDOWN)).hasSize(100);
		}
	}

	@Test
	void connectionsThatWaitInTheBacklogAreServedBeforeThePortCloses() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).ioThreads(1).start()) {
			CountDownLatch busy = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			TestClient first = pool.connect();
			ServedConnection connection = (ServedConnection) endpoint.nextConnection();
			connection.io().loop().execute(() -> {
				busy.countDown();
				awaitQuietly(release);
			});
			busy.await();
			List<TestClient> waiting = IntStream.range(0, 50)
				.mapToObj((i) -> pool.connect().send("request\n"))
				.toList();
			CompletableFuture<Void> drained = pool.pool().drain();
			release.countDown();
			for (TestClient client : waiting) {
				assertThat(client.readLine()).isEqualTo("request");
				assertThat(client.readLine()).isNull();
				client.close();
			}
			first.close();
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void connectionsThatWaitForAnAcceptorAreServedBeforeThePortCloses(Transport transport) throws Exception {
		TestPool full = new TestPool(TestEndpoint.echo()).transport(transport).acceptors(1, Overflow.WAIT);
		try (TestPool pool = full.start()) {
			TestClient first = pool.connect().send("first\n");
			assertThat(first.readLine()).isEqualTo("first");
			assertBacklogIsServed(pool);
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void connectionsThatTheRateLimitDelaysAreServedBeforeThePortCloses(Transport transport) throws Exception {
		LimitSettings slow = new LimitSettings(0, List.of(), List.of(), 1, 0, MessagesOverflow.PAUSE);
		try (TestPool pool = new TestPool(TestEndpoint.echo()).transport(transport).limits(slow).start()) {
			assertBacklogIsServed(pool);
		}
	}

	private static void assertBacklogIsServed(TestPool pool) {
		List<TestClient> waiting = IntStream.range(0, 10).mapToObj((i) -> pool.connect().send("request\n")).toList();
		CompletableFuture<Void> drained = pool.pool().drain();
		for (TestClient client : waiting) {
			assertThat(client.receiveRest()).isEqualTo("request\n");
			client.close();
		}
		assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(pool.acceptors().busy()).isZero();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void idleConnectionsAreClosedAlsoWhenTheirClientsDoNothing() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).start()) {
			pool.connect();
			endpoint.nextConnection();
			assertThat(pool.pool().drain()).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(pool.acceptors().busy()).isZero();
			assertThat(endpoint.events).containsExactly("connected", "disconnected");
		}
	}

	@Test
	void aDrainWithoutConnectionsIsOverSoon() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			assertThat(pool.pool().drain()).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void aDrainOfAStoppedPoolIsOverAtOnce() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			pool.pool().stop();
			assertThat(pool.pool().drain()).isCompleted();
		}
	}

	@Test
	void aStopCutsWhatADrainWaitsFor() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			new CountDownLatch(1).await();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient client = pool.connect().send("x\n");
			Awaitility.await().until(() -> endpoint.events.contains("x"));
			CompletableFuture<Void> drained = pool.pool().drain();
			pool.pool().stop();
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(pool.pool().state()).isEqualTo(State.STOPPED);
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.SHUTDOWN);
			client.close();
		}
	}

	@Test
	void aDrainEndsWithAStopThatOvertakesIt() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			CompletableFuture<Void> drained = pool.pool().drain();
			pool.pool().stop();
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void aStopDoesNotWaitForeverForAHandlerThatHoldsItsIoThread() {
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			while (release.getCount() > 0) {
				awaitQuietly(release);
			}
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(Threads.INLINE).ioThreads(1).start()) {
			pool.connect().send("x\n");
			Awaitility.await().until(() -> endpoint.events.contains("x"));
			pool.pool().stop();
			assertThat(pool.pool().state()).isEqualTo(State.STOPPED);
			release.countDown();
		}
	}

	@Test
	void anIdleClientIsToldTheShutdownMessageAndThenItsConnectionEnds() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).shutdownMessage("* BYE").start()) {
			TestClient client = pool.connect().send("ping\n");
			assertThat(client.readLine()).isEqualTo("ping");
			CompletableFuture<Void> drained = pool.pool().drain();
			assertThat(client.readLine()).isEqualTo("* BYE");
			assertThat(client.readLine()).isNull();
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void aClientThatHasReadTheShutdownMessageMayCloseItsConnectionItself() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).shutdownMessage("* BYE").start()) {
			TestClient client = pool.connect().send("ping\n");
			assertThat(client.readLine()).isEqualTo("ping");
			CompletableFuture<Void> drained = pool.pool().drain();
			assertThat(client.readLine()).isEqualTo("* BYE");
			assertThat(client.send("one more\n").readLine()).isEqualTo("one more");
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void theShutdownMessageComesBehindTheReplyThatIsUnderWayAndBeforeLaterOnes() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			release.await();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).shutdownMessage("* BYE").ioThreads(1).start()) {
			TestClient client = pool.connect().send("1\n2\n");
			Awaitility.await().until(() -> endpoint.events.contains("1"));
			int port = pool.pool().port();
			CompletableFuture<Void> drained = pool.pool().drain();
			Awaitility.await()
				.untilAsserted(() -> assertThatExceptionOfType(IOException.class)
					.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close()));
			// the turn in which the port was closed, and that in which connections are
			// told
			ServedConnection connection = (ServedConnection) endpoint.nextConnection();
			connection.io().loop().submit(() -> {
			}).sync();
			connection.io().loop().submit(() -> {
			}).sync();
			release.countDown();
			assertThat(new String(client.readAll())).isEqualTo("1\n* BYE\n2\n");
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void thoseWhoListenAreToldBeforeADrainAndAfterAStop() {
		List<String> told = new CopyOnWriteArrayList<>();
		PoolListener listener = new PoolListener() {

			@Override
			public void draining(TcpAcceptorPool pool) {
				told.add("draining, " + pool.acceptors().busy() + " connections");
			}

			@Override
			public void stopped(TcpAcceptorPool pool) {
				told.add("stopped, " + pool.state());
			}

		};
		try (TestPool pool = new TestPool(TestEndpoint.echo()).listener(listener).start()) {
			TestClient client = pool.connect().send("ping\n");
			assertThat(client.readLine()).isEqualTo("ping");
			assertThat(pool.pool().drain()).succeedsWithin(10, TimeUnit.SECONDS);
			pool.pool().stop();
			assertThat(told).containsExactly("draining, 1 connections", "stopped, STOPPED");
		}
	}

	@Test
	void whatAStopCutsIsCountedAndWhatADrainEndsIsNot() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			new CountDownLatch(1).await();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient idle = pool.connect();
			TestClient busy = pool.connect().send("x\n");
			Awaitility.await().until(() -> endpoint.events.contains("x") && pool.acceptors().busy() == 2);
			pool.pool().drain();
			assertThat(idle.readLine()).isNull();
			Awaitility.await().until(() -> pool.acceptors().busy() == 1);
			pool.pool().stop();
			assertThat(pool.pool().statistics().connections().forciblyClosed()).isOne();
			busy.close();
		}
	}

}
