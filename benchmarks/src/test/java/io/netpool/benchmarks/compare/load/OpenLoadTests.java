package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Messages at a rate of a thousand per second, of one client.
 */
class OpenLoadTests {

	private static final int SIZE = 64;

	private static final Timing SHORT = new Timing(Duration.ofMillis(20), Duration.ofMillis(100));

	@Test
	void allMessagesOfTheMeasuredPartAreSent() throws Exception {
		Iterator<Duration> readings = Stream.of(Duration.ZERO, Duration.ofSeconds(1)).iterator();
		try (Server server = new Server(1)) {
			Outcome outcome = Load.open(1, SIZE, 1000, false).run(new Target(server.address(), readings::next), SHORT);
			double messages = 1e6 / outcome.serverMicros();
			assertThat(messages).isCloseTo(100, within(1.0));
		}
	}

	@Test
	void itDoesNotWaitForAnswers() throws Exception {
		try (Server server = new Server(50)) {
			Outcome outcome = Load.open(1, SIZE, 1000, false).run(Target.at(server.address()), SHORT);
			// the first of the measured part is answered with the 50th
			assertThat(outcome.micros().p999()).isGreaterThan(28_000);
		}
	}

	@Test
	void aMessageThatIsSentLateHasWaitedSinceItsTime() throws Exception {
		try (Server server = new Server(1)) {
			Outcome outcome = Load.open(1, SIZE, 1000, false)
				.run(new Target(server.address(), OpenLoadTests::pause), SHORT);
			assertThat(outcome.latenessMicros().p999()).isGreaterThan(28_000);
			assertThat(outcome.micros().p999()).isGreaterThanOrEqualTo(outcome.latenessMicros().p999());
		}
	}

	/**
	 * Keeps the load generator from its work for 30 ms when the measured part begins.
	 */
	private static Duration pause() {
		long end = System.nanoTime() + 30_000_000;
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
		return Duration.ZERO;
	}

	@Test
	void messagesBeyondThoseThatMayBeUnansweredAreSentLater() throws Exception {
		// a million per second, of which 1024 may be unanswered: 20 ms have 20 times as
		// many
		try (Server server = new Server(1024)) {
			Load load = Load.open(1, SIZE, 1_000_000, true);
			Timing timing = new Timing(Duration.ZERO, Duration.ofMillis(20));
			Outcome outcome = load.run(Target.at(server.address()), timing);
			assertThat(outcome.micros().p999()).isPositive();
		}
	}

	@Test
	void aMessageWithoutAnAnswerFails() throws Exception {
		try (Server server = new Server(1000)) {
			assertThatExceptionOfType(LoadException.class)
				.isThrownBy(() -> Load.open(1, SIZE, 1000, false).run(Target.at(server.address()), SHORT))
				.withMessageContaining("messages are not answered");
		}
	}

	/**
	 * Echoes to one client, the first messages with the last of them.
	 */
	private static final class Server implements AutoCloseable {

		private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

		private final int first;

		Server(int first) throws IOException {
			this.first = first;
			CompletableFuture.runAsync(this::serve);
		}

		SocketAddress address() {
			return this.socket.getLocalSocketAddress();
		}

		private void serve() {
			try (Socket client = this.socket.accept()) {
				client.getOutputStream().write(client.getInputStream().readNBytes(this.first * SIZE));
				client.getInputStream().transferTo(client.getOutputStream());
			}
			catch (IOException ex) {
				// the client has gone
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
