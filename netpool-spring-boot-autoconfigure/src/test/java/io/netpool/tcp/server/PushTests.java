package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpGroup;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionDirectory}: finding connections, and sending to many.
 */
class PushTests {

	private static final int MAX_PENDING = 64 * 1024;

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private final TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
		String[] words = ((String) message).split(" ");
		switch (words[0]) {
			case "join" -> connection.join(words[1]);
			case "leave" -> connection.leave(words[1]);
			case "bind" -> connection.identify("name", words[1]);
			default -> {
			}
		}
		return "done";
	});

	private static TestClient connect(TestPool pool, String... requests) {
		TestClient client = pool.connect();
		for (String request : requests) {
			client.send(request + "\n");
			assertThat(client.readLine()).isEqualTo("done");
		}
		return client;
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aBroadcastReachesEveryConnectionAndTellsHowMany(Threads threads) {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			List<TestClient> clients = IntStream.range(0, 100).mapToObj((i) -> connect(pool, "hello")).toList();
			assertThat(pool.directory().count()).isEqualTo(100);
			assertThat(pool.directory().broadcast("news").toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS)
				.returns(100, TcpDelivery::written);
			clients.forEach((client) -> assertThat(client.readLine()).isEqualTo("news"));
		}
	}

	@Test
	void aBroadcastToNobodyIsWrittenToNobody() {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			assertThat(pool.directory().broadcast("news").toCompletableFuture()).isCompletedWithValue(TcpDelivery.NONE);
		}
	}

	@Test
	void aGroupIsThoseWhoHaveJoinedAndNotLeft() {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient one = connect(pool, "join red", "join blue");
			TestClient two = connect(pool, "join red");
			connect(pool, "join red", "leave red");
			TcpGroup red = pool.directory().group("red");
			assertThat(red.count()).isEqualTo(2);
			assertThat(red.send("red news").toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS)
				.returns(2, TcpDelivery::written);
			assertThat(pool.directory().group("blue").send("blue news").toCompletableFuture())
				.succeedsWithin(10, TimeUnit.SECONDS)
				.returns(1, TcpDelivery::written);
			assertThat(one.readLine()).isEqualTo("red news");
			assertThat(one.readLine()).isEqualTo("blue news");
			assertThat(two.readLine()).isEqualTo("red news");
		}
	}

	@Test
	void aConnectionIsFoundByItsIdAndByTheValueItIsBoundTo() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			connect(pool, "bind first", "bind second");
			TcpConnection connection = this.endpoint.nextConnection();
			assertThat(pool.directory().find(connection.id())).containsSame(connection);
			assertThat(pool.directory().find("no such id!")).isEmpty();
			assertThat(pool.directory().identifiedBy("name", "first").count()).isZero();
			assertThat(pool.directory().identifiedBy("name", "second").connections()).containsExactly(connection);
			assertThat(pool.directory().pool("default").connections()).containsExactly(connection);
			assertThat(pool.directory().pool("other").count()).isZero();
		}
	}

	@Test
	void joiningAndBindingTwiceIsAsOnceAndLeavingElsewhereIsNothing() {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			connect(pool, "join red", "join red", "leave blue", "bind me", "bind me");
			assertThat(pool.directory().group("red").count()).isOne();
			assertThat(pool.directory().identifiedBy("name", "me").count()).isOne();
			assertThat(pool.directory().labels()).hasSize(2);
		}
	}

	@Test
	void aClosedConnectionIsNowhere() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = connect(pool, "join red", "bind me");
			TcpConnection connection = this.endpoint.nextConnection();
			connection.close();
			assertThat(pool.directory().count()).isZero();
			assertThat(pool.directory().all()).isEmpty();
			assertThat(pool.directory().find(connection.id())).isEmpty();
			assertThat(pool.directory().group("red").count()).isZero();
			client.close();
			this.endpoint.nextReason();
			connection.join("too late");
			connection.identify("name", "too late");
			assertThat(pool.directory().labels()).isEmpty();
		}
	}

	@Test
	void aSlowReceiverHoldsUpNobody() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).outbound(MAX_PENDING, OutboundOverflow.WAIT).start()) {
			connect(pool, "join red");
			TestClient quick = connect(pool, "join red");
			String block = "x".repeat(16 * 1024 - 1);
			int rounds = 2000;
			CountDownLatch all = new CountDownLatch(rounds);
			new Thread(() -> {
				for (int i = 0; i < rounds; i++) {
					pool.directory().group("red").send(block).whenComplete((count, failure) -> all.countDown());
					// the quick one is to get all
					quick.read(block.length() + 1);
				}
			}).start();
			Awaitility.await()
				.untilAsserted(() -> assertThat(pool.pool().statistics().messages().sent()).isGreaterThan(rounds));
			TcpConnection slow = this.endpoint.nextConnection();
			assertThat(((ServedConnection) slow).outbound().pending()).isLessThanOrEqualTo(MAX_PENDING);
			assertThat(slow.isOpen()).isTrue();
		}
	}

	@Test
	void withDisconnectASlowReceiverIsClosed() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).outbound(MAX_PENDING, OutboundOverflow.DISCONNECT).start()) {
			connect(pool, "join red");
			TcpConnection slow = this.endpoint.nextConnection();
			String block = "x".repeat(16 * 1024);
			Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> {
				pool.directory().broadcast(block);
				return !slow.isOpen();
			});
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.SLOW_READER);
		}
	}

}
