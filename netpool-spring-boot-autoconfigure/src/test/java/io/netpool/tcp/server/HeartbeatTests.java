package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import io.netpool.tcp.server.settings.TimeoutSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for heartbeats: what is sent when nothing else is.
 */
class HeartbeatTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final HeartbeatSettings BEATS = new HeartbeatSettings(SHORT, (connection) -> "beat");

	private final TestEndpoint endpoint = TestEndpoint.echo();

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aClientToWhichNothingIsSentGetsHeartbeats(Threads threads) {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).heartbeat(BEATS).start()) {
			TestClient client = pool.connect();
			assertThat(client.readLine()).isEqualTo("beat");
			assertThat(client.readLine()).isEqualTo("beat");
		}
	}

	@Test
	void aHeartbeatDoesNotHideADeadClient() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).heartbeat(BEATS)
			.timeouts(new TimeoutSettings(null, Duration.ofMillis(300), null, null, null, null, null))
			.start()) {
			TestClient client = pool.connect();
			assertThat(client.readAll()).asString().startsWith("beat\n");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.READ_IDLE_TIMEOUT);
		}
	}

	@Test
	void noHeartbeatComesBeforeTheGreeting() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger connections = new AtomicInteger();
		TestEndpoint slow = TestEndpoint.echo().greeting((connection, nothing) -> {
			if (connections.incrementAndGet() == 1) {
				release.await();
			}
			return "welcome";
		});
		try (TestPool pool = new TestPool(slow).threads(Threads.PLATFORM).ioThreads(1).heartbeat(BEATS).start()) {
			TestClient waiting = pool.connect();
			slow.nextConnection();
			TestClient other = pool.connect();
			assertThat(other.readLine()).isEqualTo("welcome");
			assertThat(other.readLine()).isEqualTo("beat");
			assertThat(other.readLine()).isEqualTo("beat");
			release.countDown();
			assertThat(waiting.readLine()).isEqualTo("welcome");
		}
	}

	@Test
	void withoutAMessageNoneIsSentAndAFailureHarmsNobody() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		HeartbeatSettings failing = new HeartbeatSettings(SHORT, (connection) -> switch (calls.incrementAndGet()) {
			case 1 -> throw new IllegalStateException("no heartbeat");
			case 2 -> null;
			default -> "beat " + calls.get();
		});
		try (TestPool pool = new TestPool(this.endpoint).heartbeat(failing).start()) {
			assertThat(pool.connect().readLine()).isEqualTo("beat 3");
		}
	}

}
