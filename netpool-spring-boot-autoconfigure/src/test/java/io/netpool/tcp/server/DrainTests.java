package io.netpool.tcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool.State;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NettyAcceptorPool#drain()}.
 */
class DrainTests {

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
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
			assertThat(drained).isNotDone();
			release.countDown();
			for (TestClient client : clients) {
				assertThat(new String(client.readAll())).isEqualTo("1\n2\n3\n4\n5\n");
				client.close();
			}
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(endpoint.reasons).hasSize(100).containsOnly(CloseReason.SHUTDOWN);
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
	void aDrainWithoutConnectionsIsOverAtOnce() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			assertThat(pool.pool().drain()).isCompleted();
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

}
