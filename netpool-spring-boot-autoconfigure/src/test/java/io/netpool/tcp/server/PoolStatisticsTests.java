package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PoolStatisticsTests {

	private static final Duration WORK = Duration.ofMillis(2);

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theTimeOfHandlersIsTheTimeThatTheyTook(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			long start = System.nanoTime();
			while (System.nanoTime() - start < WORK.toNanos()) {
				Thread.onSpinWait();
			}
			if (message.equals("fail")) {
				throw new IllegalStateException("wanted");
			}
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect();
			assertThat(client.send("a\n").readLine()).isEqualTo("a");
			assertThat(client.send("fail\nb\n").readLine()).isEqualTo("b");
			Awaitility.await()
				.untilAsserted(() -> assertThat(pool.pool().statistics().messages().handled()).isEqualTo(3));
			TcpPoolStatistics statistics = pool.pool().statistics();
			assertThat(statistics.messages().failed()).isEqualTo(1);
			assertThat(statistics.handler().time()).isGreaterThanOrEqualTo(WORK.multipliedBy(3));
			assertThat(statistics.handler().failedTime()).isGreaterThanOrEqualTo(WORK)
				.isLessThan(statistics.handler().time());
		}
	}

	@Test
	void messagesThatWaitForTheirHandlerAreQueued() {
		CountDownLatch goOn = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			goOn.await();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient client = pool.connect();
			client.send("a\nb\nc\n");
			Awaitility.await()
				.untilAsserted(() -> assertThat(pool.pool().statistics().messages().queued()).isEqualTo(3));
			goOn.countDown();
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().messages().queued()).isZero());
		}
		finally {
			goOn.countDown();
		}
	}

	@Test
	void bytesThatAClientDoesNotReadArePending() {
		byte[] large = new byte[64 * 1024];
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).outbound(32 * 1024 * 1024, OutboundOverflow.WAIT).start()) {
			TestClient client = pool.connect();
			assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
			for (int i = 0; i < 256; i++) {
				pool.directory().broadcast(large);
			}
			assertThat(pool.pool().statistics().bytes().pending()).isPositive();
			client.close();
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().bytes().pending()).isZero());
		}
	}

	@Test
	void aSnapshotDoesNotChange() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			TcpPoolStatistics before = pool.pool().statistics();
			TestClient client = pool.connect();
			assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
			assertThat(before.messages().received()).isZero();
			assertThat(pool.pool().statistics().messages().received()).isOne();
		}
	}

	@Test
	void eachReasonAndOutcomeHasATotal() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			TcpPoolStatistics statistics = pool.pool().statistics();
			assertThat(statistics.connections().refused().keySet()).isNotEmpty().allMatch(CloseReason::isRefusal);
			assertThat(statistics.connections().closed().keySet()).isNotEmpty().noneMatch(CloseReason::isRefusal);
			assertThat(statistics.connections().refused().size() + statistics.connections().closed().size())
				.isEqualTo(CloseReason.values().length);
			assertThat(statistics.tlsHandshakes()).containsOnlyKeys(TlsOutcome.values());
		}
	}

}
