package io.netpool.tcp.server;

import java.time.Duration;
import java.util.stream.LongStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.settings.MaxAge;
import io.netpool.tcp.server.settings.TimeoutSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that get old.
 */
class MaxAgeTests {

	private static final Duration AGE = Duration.ofMillis(200);

	private static final Duration LONG = Duration.ofHours(1);

	private final TestEndpoint endpoint = TestEndpoint.echo();

	private TestPool pool(Duration age, Duration jitter) {
		return new TestPool(this.endpoint)
			.timeouts(new TimeoutSettings(null, null, null, null, null, new MaxAge(age, jitter), null));
	}

	@Test
	void anOldConnectionIsClosedAfterTheShutdownMessage() throws Exception {
		try (TestPool pool = pool(AGE, Duration.ZERO).shutdownMessage("reconnect").start()) {
			TestClient client = pool.connect();
			assertThat(client.readLine()).isEqualTo("reconnect");
			client.send("one more\n");
			assertThat(client.readLine()).isEqualTo("one more");
			assertThat(client.isAtEnd()).isTrue();
			client.close();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.MAX_AGE);
			assertThat(pool.connect().send("next\n").readLine()).isEqualTo("next");
		}
	}

	@Test
	void anOldConnectionIsClosedAfterItsNextReply() throws Exception {
		try (TestPool pool = pool(AGE, Duration.ZERO).start()) {
			TestClient client = pool.connect();
			String reply;
			do {
				client.send("hello\n");
				reply = client.readLine();
			}
			while (reply != null);
			client.close();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.MAX_AGE);
		}
	}

	@Test
	void aYoungConnectionStays() {
		try (TestPool pool = pool(LONG, Duration.ofMinutes(1)).start()) {
			TestClient client = pool.connect().send("hello\n");
			assertThat(client.readLine()).isEqualTo("hello");
			assertThat(pool.acceptors().busy()).isOne();
		}
	}

	@Test
	void anAgeMayBeLongerThanAnyClockCounts() {
		Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
		assertThat(new MaxAge(longest, Duration.ZERO).randomNanos()).isEqualTo(Long.MAX_VALUE);
		assertThat(new MaxAge(longest, longest).randomNanos()).isNotNegative();
	}

	@Test
	void theAgeIsShorterByTheJitterAtMost() {
		MaxAge maxAge = new MaxAge(Duration.ofNanos(100), Duration.ofNanos(10));
		assertThat(LongStream.generate(maxAge::randomNanos).limit(1000)).containsOnly(90L, 91L, 92L, 93L, 94L, 95L, 96L,
				97L, 98L, 99L, 100L);
	}

}
