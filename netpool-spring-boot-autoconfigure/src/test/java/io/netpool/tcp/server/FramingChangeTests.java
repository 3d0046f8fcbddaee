package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.TestPool.Threads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ServedConnection#framing(TcpFraming)}.
 */
class FramingChangeTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theFramingChangesBehindTheMessageThatIsHandledAlsoForBytesThatAreHere(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("data")) {
				connection.changeFraming(new Pairs());
				return "go ahead";
			}
			return "<" + message + ">";
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).queue(1).start()) {
			TestClient client = pool.connect().send("hello\ndata\nabcd\n\n");
			assertThat(client.readLine()).isEqualTo("<hello>");
			assertThat(client.readLine()).isEqualTo("go ahead");
			assertThat(new String(client.read(12))).isEqualTo("<ab><cd><\n\n>");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theFramingChangesAlsoWhereTheReplyComesLater(Threads threads) {
		CompletableFuture<Object> later = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("data")) {
				connection.changeFraming(new Pairs());
				return later;
			}
			return "<" + message + ">";
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).queue(1).start()) {
			TestClient client = pool.connect().send("data\nab\ncd\n");
			Awaitility.await().until(() -> endpoint.events.contains("data"));
			later.complete("go ahead");
			assertThat(client.readLine()).isEqualTo("go ahead");
			assertThat(new String(client.read(12))).isEqualTo("<ab><\nc><d\n>");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aChangeOfFramingWithoutAReplyIsNothingThatWaitsForTheClient(Threads threads) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.changeFraming(new Pairs());
			return null;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).queue(1).start()) {
			pool.connect().send("x\n");
			ServedConnection connection = (ServedConnection) endpoint.nextConnection();
			Awaitility.await().until(() -> endpoint.events.contains("x") && connection.lane().isIdle());
			Awaitility.await().until(() -> connection.outbound().isEmpty());
		}
	}

	@Test
	void whatOthersSendAfterTheReplyIsEncodedByTheNewFraming() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.changeFraming(Framings.delimiter(1000, false, List.of(";".getBytes())));
			return "SWITCHED";
		});
		try (TestPool pool = new TestPool(endpoint).queue(1).start()) {
			for (int i = 0; i < 200; i++) {
				TestClient client = pool.connect();
				TcpConnection connection = endpoint.nextConnection();
				Thread pusher = new Thread(() -> {
					while (connection.isOpen()) {
						connection.send("p");
					}
				});
				pusher.start();
				client.send("switch\n");
				String line = client.readLine();
				while (!line.equals("SWITCHED")) {
					assertThat(line).isEqualTo("p");
					line = client.readLine();
				}
				assertThat(client.receive(40)).isEqualTo("p;".repeat(20));
				connection.abort();
				pusher.join();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theFramingChangesAlsoInTheNextStepOfAMessage(Threads threads) {
		CompletableFuture<Object> later = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint(
				(connection, message) -> message.equals("data") ? later.thenApply((reply) -> TcpReply.next(() -> {
					connection.changeFraming(new Pairs());
					return TcpReply.of(reply);
				})) : "<" + message + ">");
		try (TestPool pool = new TestPool(endpoint).threads(threads).queue(1).start()) {
			TestClient client = pool.connect().send("data\nab\ncd\n");
			Awaitility.await().until(() -> endpoint.events.contains("data"));
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isOne());
			later.complete("go ahead");
			assertThat(client.readLine()).isEqualTo("go ahead");
			assertThat(new String(client.read(12))).isEqualTo("<ab><\nc><d\n>");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void connectedChangesTheFramingOfTheFirstMessage(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> "<" + message + ">");
		CompletableFuture<Object> greeting = new CompletableFuture<>();
		endpoint.greeting((connection, nothing) -> greeting.thenApply((text) -> TcpReply.next(() -> {
			connection.changeFraming(new Pairs());
			return TcpReply.of(text);
		})));
		try (TestPool pool = new TestPool(endpoint).threads(threads).queue(1).start()) {
			TestClient client = pool.connect().send("ab\ncd\n");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isOne());
			greeting.complete("welcome");
			assertThat(client.readLine()).isEqualTo("welcome");
			assertThat(new String(client.read(12))).isEqualTo("<ab><\nc><d\n>");
		}
	}

	@Test
	void aChangeThatIsRefusedForAnExchangeDoesNotReachMessagesThatAreDecodedMeanwhile() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
			while (message.equals("change") && System.nanoTime() < end) {
				assertThatIllegalStateException().isThrownBy(() -> connection.changeFraming(new Pairs()));
			}
			return null;
		});
		try (TestPool pool = new TestPool(endpoint).queue(1).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			connection.exchange("GET", String.class, "ACK"::equals, Duration.ofHours(1));
			assertThat(client.readLine()).isEqualTo("GET");
			client.send("change\n");
			for (int i = 0; i < 1000; i++) {
				client.send("123456\n".repeat(10));
				// has a paused connection read on
				connection.send("p");
			}
			Awaitility.await().until(() -> pool.pool().statistics().messages().handled() >= 10001);
			assertThat(endpoint.events.stream().skip(2)).containsOnly("123456");
		}
	}

	@Test
	void withALongerQueueTheFramingCanNotChange() {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.changeFraming(new Pairs());
			return null;
		});
		try (TestPool pool = new TestPool(endpoint).queue(2).start()) {
			TestClient client = pool.connect().send("x\n");
			client.endOutput();
			assertThat(client.isAtEnd()).isTrue();
			assertThat(pool.pool().statistics().messages().failed()).isOne();
		}
	}

	/**
	 * Two bytes are a frame.
	 */
	private static final class Pairs implements TcpFraming {

		@Override
		public boolean next(FrameInput input) {
			if (input.length() < 2) {
				return false;
			}
			input.frame(0, 2, 2);
			return true;
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
		}

	}

}
