package io.netpool.tcp.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TcpConnection#statistics()} and {@link TcpConnection#groups()}.
 */
class ConnectionStatisticsTests {

	@ParameterizedTest
	@EnumSource(names = "VIRTUAL", mode = EnumSource.Mode.EXCLUDE)
	void itCountsWhatItsClientSentAndWasSent(Threads threads) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> "hello " + message);
		Instant before = Instant.now().minusMillis(1);
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient other = pool.connect().send("x\n");
			assertThat(other.readLine()).isEqualTo("hello x");
			endpoint.nextConnection();
			TestClient client = pool.connect().send("ann\nbob\nc");
			assertThat(client.readLine()).isEqualTo("hello ann");
			assertThat(client.readLine()).isEqualTo("hello bob");
			TcpConnection connection = endpoint.nextConnection();
			Awaitility.await().untilAsserted(() -> assertThat(connection.statistics().queuedMessages()).isZero());
			assertThat(connection.statistics()).satisfies((statistics) -> {
				assertThat(statistics.receivedMessages()).isEqualTo(2);
				assertThat(statistics.receivedBytes()).isEqualTo(9);
				assertThat(statistics.sentMessages()).isEqualTo(2);
				assertThat(statistics.sentBytes()).isEqualTo(20);
				assertThat(statistics.pendingBytes()).isZero();
				assertThat(statistics.readingPaused()).isFalse();
				assertThat(statistics.openedAt()).isBetween(before, Instant.now());
			});
		}
	}

	@Test
	void itIsIdleSinceItsLaneWasLastAtWork() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			entered.countDown();
			release.await();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).queue(1).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			Awaitility.await().until(() -> connection.statistics().idle().compareTo(Duration.ofMillis(20)) > 0);
			client.send("1\n2\n3\n");
			entered.await();
			Awaitility.await().until(() -> connection.statistics().readingPaused());
			assertThat(connection.statistics().idle()).isZero();
			release.countDown();
			assertThat(client.readLine()).isEqualTo("1");
			assertThat(client.readLine()).isEqualTo("2");
			assertThat(client.readLine()).isEqualTo("3");
			Awaitility.await().until(() -> !connection.statistics().idle().isZero());
			assertThat(connection.statistics().readingPaused()).isFalse();
		}
		finally {
			release.countDown();
		}
	}

	@Test
	void itsGroupsAreThoseThatItHasJoinedAndNotLeftAlsoAfterItWasClosed() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			assertThat(connection.groups()).isEmpty();
			connection.join("red");
			connection.join("blue");
			connection.identify("name", "ann");
			connection.leave("red");
			assertThat(connection.groups()).containsExactly("blue");
			client.close();
			endpoint.nextReason();
			assertThat(connection.groups()).containsExactly("blue");
		}
	}

}
