package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TcpConnection#claim(String, Object)}, and for connections that are
 * identified by several values.
 */
class ClaimTests {

	private final TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
		String[] words = ((String) message).split(" ");
		switch (words[0]) {
			case "claim" -> connection.claim("imei", words[1]);
			case "ask" -> {
				return connection.exchange("GET", String.class, "ACK"::equals, Duration.ofHours(1));
			}
			case "meters" -> connection.identify("meter", List.of(words).subList(1, words.length));
			default -> {
			}
		}
		return "done";
	});

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private static TestClient connect(TestPool pool, String request) {
		TestClient client = pool.connect();
		client.send(request + "\n");
		assertThat(client.readLine()).isEqualTo("done");
		return client;
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theNewSessionOfADeviceReplacesThePreviousOne(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			TestClient previous = connect(pool, "claim 17");
			TcpConnection replaced = this.endpoint.nextConnection();
			replaced.send("sent before");
			TestClient next = connect(pool, "claim 17");
			TcpConnection remaining = this.endpoint.nextConnection();
			assertThat(pool.directory().identifiedBy("imei", "17").connections()).containsExactly(remaining);
			assertThat(previous.readLine()).isEqualTo("sent before");
			assertThat(previous.readLine()).isNull();
			previous.close();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.REPLACED);
			assertThat(pool.directory().identifiedBy("imei", "17").connections()).containsExactly(remaining);
			next.send("hello\n");
			assertThat(next.readLine()).isEqualTo("done");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aReplacedConnectionAwaitsNoAnswerThatItsReplyNeeds(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			TestClient previous = connect(pool, "claim 17");
			previous.send("ask\n");
			assertThat(previous.readLine()).isEqualTo("GET");
			connect(pool, "claim 17");
			assertThat(previous.readLine()).isNull();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.REPLACED);
			assertThat(pool.pool().statistics().exchanges().ended(ExchangeOutcome.CLOSED).count()).isOne();
		}
	}

	@Test
	void aReplacedConnectionThatClaimsAgainReplacesNobody() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			connect(pool, "claim 17");
			TcpConnection replaced = this.endpoint.nextConnection();
			TestClient next = connect(pool, "claim 17");
			TcpConnection remaining = this.endpoint.nextConnection();
			replaced.claim("imei", "17");
			assertThat(pool.directory().identifiedBy("imei", "17").connections()).containsExactly(remaining);
			next.send("hello\n");
			assertThat(next.readLine()).isEqualTo("done");
		}
	}

	@Test
	void claimingAnotherValueGivesThePreviousOneUp() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = connect(pool, "claim 17");
			client.send("claim 18\n");
			assertThat(client.readLine()).isEqualTo("done");
			TcpConnection connection = this.endpoint.nextConnection();
			assertThat(pool.directory().identifiedBy("imei", "17").count()).isZero();
			assertThat(pool.directory().identifiedBy("imei", "18").connections()).containsExactly(connection);
			assertThat(pool.directory().labels()).hasSize(1);
		}
	}

	@RepeatedTest(5)
	void ofConnectionsThatClaimAtTheSameTimeOneRemains() throws Exception {
		int count = 8;
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			List<TestClient> clients = IntStream.range(0, count).mapToObj((i) -> connect(pool, "hello")).toList();
			CyclicBarrier start = new CyclicBarrier(count);
			CountDownLatch end = new CountDownLatch(count);
			for (int i = 0; i < count; i++) {
				TcpConnection connection = this.endpoint.nextConnection();
				new Thread(() -> {
					try {
						start.await(10, TimeUnit.SECONDS);
						connection.claim("imei", "17");
						end.countDown();
					}
					catch (Exception ex) {
						throw new IllegalStateException(ex);
					}
				}).start();
			}
			assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(pool.directory().identifiedBy("imei", "17").count()).isOne();
			for (int i = 0; i < count - 1; i++) {
				assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.REPLACED);
			}
			assertThat(pool.directory().count()).isOne();
			clients.forEach(TestClient::close);
		}
	}

	@Test
	void aConcentratorIsFoundByEachOfItsMeters() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = connect(pool, "meters 1 2 3");
			TcpConnection connection = this.endpoint.nextConnection();
			assertThat(pool.directory().identifiedBy("meter", "1").connections()).containsExactly(connection);
			assertThat(pool.directory().identifiedBy("meter", "3").connections()).containsExactly(connection);
			client.send("meters 3 4\n");
			assertThat(client.readLine()).isEqualTo("done");
			assertThat(pool.directory().identifiedBy("meter", "1").count()).isZero();
			assertThat(pool.directory().identifiedBy("meter", "3").connections()).containsExactly(connection);
			assertThat(pool.directory().identifiedBy("meter", "4").connections()).containsExactly(connection);
			client.send("meters\n");
			assertThat(client.readLine()).isEqualTo("done");
			assertThat(pool.directory().labels()).isEmpty();
		}
	}

}
