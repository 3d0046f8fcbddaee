package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.Transport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Clients that do not do what they have to. A timeout is short where it has to end a
 * connection, and long where it must not.
 */
class TimeoutTests {

	private static final Duration SHORT = Duration.ofMillis(200);

	private static final Duration LONG = Duration.ofHours(1);

	private final TestEndpoint endpoint = TestEndpoint.echo();

	private static TimeoutSettings idle(Duration idle) {
		return new TimeoutSettings(idle, null, null, null, null, null, null);
	}

	private static TimeoutSettings firstMessage(Duration firstMessage) {
		return new TimeoutSettings(null, null, firstMessage, null, null, null, null);
	}

	private static TimeoutSettings frame(Duration frame) {
		return new TimeoutSettings(null, null, null, frame, null, null, null);
	}

	private static TimeoutSettings write(Duration write) {
		return new TimeoutSettings(null, null, null, null, write, null, null);
	}

	private static void assertClosed(TestPool pool, CloseReason reason, int times) {
		Awaitility.await().untilAsserted(() -> {
			assertThat(pool.pool().statistics().connections().closed(reason)).isEqualTo(times);
			assertThat(pool.acceptors().busy()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aClientThatSaysNothingIsClosedAfterTheTimeOfItsFirstMessage(Transport transport) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).transport(transport).timeouts(firstMessage(SHORT)).start()) {
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.FIRST_MESSAGE_TIMEOUT);
			assertClosed(pool, CloseReason.FIRST_MESSAGE_TIMEOUT, 1);
		}
	}

	@Test
	void halfAFirstMessageIsNone() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).timeouts(firstMessage(SHORT)).start()) {
			assertThat(pool.connect().send("hel").isAtEnd()).isTrue();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.FIRST_MESSAGE_TIMEOUT);
		}
	}

	@Test
	void whoHasSentAFirstMessageMayBeSilent() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).timeouts(firstMessage(SHORT)).start()) {
			TestClient polite = pool.connect().send("hello\n");
			assertThat(polite.readLine()).isEqualTo("hello");
			// one that came later is closed for its silence before this one is asked
			// again
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(polite.send("still here\n").readLine()).isEqualTo("still here");
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aClientThatDoesNotEndItsFrameIsClosed(Transport transport) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).transport(transport).timeouts(frame(SHORT)).start()) {
			TestClient client = pool.connect().send("first\nsec");
			assertThat(client.readLine()).isEqualTo("first");
			assertThat(client.isAtEnd()).isTrue();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.FRAME_TIMEOUT);
			assertThat(this.endpoint.events).containsExactly("connected", "first", "disconnected");
			assertClosed(pool, CloseReason.FRAME_TIMEOUT, 1);
		}
	}

	@Test
	void dripsOfAFrameDoNotPutItsEndOff() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).timeouts(frame(SHORT)).start()) {
			TestClient client = pool.connect();
			CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(client::isAtEnd);
			Awaitility.await().pollInterval(20, TimeUnit.MILLISECONDS).until(() -> {
				drip(client);
				return ended.isDone();
			});
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.FRAME_TIMEOUT);
		}
	}

	private static void drip(TestClient client) {
		try {
			client.socket().getOutputStream().write('x');
		}
		catch (Exception ex) {
			// it is closed, which is what the test waits for
		}
	}

	@Test
	void betweenFramesThereIsNoFrameToEnd() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).timeouts(frame(SHORT)).start()) {
			TestClient patient = pool.connect().send("hello\n");
			assertThat(patient.readLine()).isEqualTo("hello");
			assertThat(pool.connect().send("torn").isAtEnd()).isTrue();
			assertThat(patient.send("again\n").readLine()).isEqualTo("again");
		}
	}

	static Stream<TcpFraming> skippingLineBreaks() {
		byte[] semicolon = { ';' };
		return Stream.of(Framings.skipping(new byte[] { '\r', '\n' }, Framings.delimiter(8, true, List.of(semicolon))),
				Framings.startEnd(8, new byte[] { '<' }, semicolon), Framings.octetCounting(8));
	}

	@ParameterizedTest
	@MethodSource("skippingLineBreaks")
	void bytesThatAreSkippedBetweenFramesDoNotBeginAFrame(TcpFraming framing) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).framing(framing).timeouts(frame(SHORT)).start()) {
			TestClient alive = pool.connect();
			assertThat(alive.ask("<1;\r\n", "<1;")).isEqualTo("<1;");
			alive.send("\n\r\n");
			assertThat(pool.connect().send("<1").isAtEnd()).isTrue();
			assertThat(pool.connect().send("<1").isAtEnd()).isTrue();
			alive.send("<2;\n");
			Awaitility.await().until(() -> this.endpoint.events.stream().anyMatch((event) -> event.contains("2")));
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aConnectionOnWhichNothingHappensIsClosed(Transport transport) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).transport(transport).timeouts(idle(SHORT)).start()) {
			TestClient client = pool.connect().send("hello\n");
			assertThat(client.readLine()).isEqualTo("hello");
			assertThat(client.isAtEnd()).isTrue();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
			assertClosed(pool, CloseReason.IDLE_TIMEOUT, 1);
		}
	}

	@Test
	void aConnectionWhoseHandlerIsAtWorkIsNotIdle() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		TestEndpoint slow = new TestEndpoint((connection, message) -> {
			goOn.await();
			return message;
		});
		try (TestPool pool = new TestPool(slow).timeouts(idle(SHORT)).start()) {
			TestClient waiting = pool.connect().send("hello\n");
			assertThat(slow.nextConnection()).isNotNull();
			assertThat(pool.connect().isAtEnd()).isTrue();
			goOn.countDown();
			assertThat(waiting.readLine()).isEqualTo("hello");
		}
	}

	@Test
	void whatIsSentToAClientKeepsItsConnection() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).timeouts(idle(Duration.ofMillis(500))).start()) {
			TestClient listening = pool.connect();
			TcpConnection pushed = this.endpoint.nextConnection();
			CompletableFuture<Boolean> silent = CompletableFuture.supplyAsync(pool.connect()::isAtEnd);
			Awaitility.await().pollInterval(20, TimeUnit.MILLISECONDS).until(() -> {
				pushed.send("news\n");
				return silent.isDone();
			});
			assertThat(listening.readLine()).isEqualTo("news");
			assertThat(pushed.isOpen()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aClientThatReadsNothingOfWhatWaitsIsClosed(Transport transport) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).transport(transport)
			.outbound(64 * 1024 * 1024, OutboundOverflow.WAIT)
			.timeouts(write(SHORT))
			.start()) {
			pool.connect();
			this.endpoint.nextConnection().send(new byte[32 * 1024 * 1024]);
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.WRITE_TIMEOUT);
			assertClosed(pool, CloseReason.WRITE_TIMEOUT, 1);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "WRITE_TIMEOUT", "IDLE_TIMEOUT" })
	void aClientThatReadsSlowlyIsNotClosed(CloseReason reason) throws Exception {
		Duration timeout = Duration.ofSeconds(2);
		try (TestPool pool = new TestPool(this.endpoint).outbound(64 * 1024 * 1024, OutboundOverflow.WAIT)
			.timeouts((reason == CloseReason.WRITE_TIMEOUT) ? write(timeout)
					: new TimeoutSettings(timeout, null, null, null, null, null, null))
			.start()) {
			TestClient slow = pool.connect();
			TcpConnection read = this.endpoint.nextConnection();
			read.send(new byte[16 * 1024 * 1024]);
			TestClient deaf = pool.connect();
			this.endpoint.nextConnection().send(new byte[32 * 1024 * 1024]);
			Awaitility.await().pollInterval(20, TimeUnit.MILLISECONDS).until(() -> {
				slow.read(64 * 1024);
				return !this.endpoint.reasons.isEmpty();
			});
			assertThat(this.endpoint.nextReason()).isEqualTo(reason);
			assertThat(read.isOpen()).isTrue();
			assertThat(pool.pool().statistics().connections().active()).isOne();
			deaf.close();
		}
	}

	@Test
	void whoDoesAllThatStays() {
		TimeoutSettings patient = new TimeoutSettings(LONG, LONG, LONG, LONG, LONG, null, null);
		try (TestPool pool = new TestPool(this.endpoint).timeouts(patient).start()) {
			TestClient client = pool.connect().send("hello\n");
			assertThat(client.readLine()).isEqualTo("hello");
			assertThat(pool.acceptors().busy()).isOne();
		}
	}

	@Test
	void aClientThatSendsNothingIsClosedAlthoughItIsSentMessages() throws Exception {
		TimeoutSettings readIdle = new TimeoutSettings(null, SHORT, null, null, null, null, null);
		try (TestPool pool = new TestPool(this.endpoint).timeouts(readIdle).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
				connection.send("push");
				return !connection.isOpen();
			});
			assertThat(client.readAll()).asString().contains("push");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.READ_IDLE_TIMEOUT);
		}
	}

	@Test
	void theTimeoutsOfAConnectionAreItsOwn() throws Exception {
		TestEndpoint keepAlive = new TestEndpoint((connection, message) -> {
			switch ((String) message) {
				case "idle" -> connection.idleTimeout(SHORT);
				case "read idle" -> connection.readIdleTimeout(SHORT);
				default -> connection.idleTimeout(Duration.ZERO);
			}
			return message;
		});
		try (TestPool pool = new TestPool(keepAlive).start()) {
			TestClient patient = pool.connect().send("for ever\n");
			assertThat(patient.readLine()).isEqualTo("for ever");
			assertThat(pool.connect().send("idle\n").readLine()).isEqualTo("idle");
			assertThat(keepAlive.nextReason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
			assertThat(pool.connect().send("read idle\n").readLine()).isEqualTo("read idle");
			assertThat(keepAlive.nextReason()).isEqualTo(CloseReason.READ_IDLE_TIMEOUT);
			assertThat(patient.send("still here\n").readLine()).isEqualTo("still here");
		}
	}

	@Test
	void aConnectionCanDisableTheIdleTimeoutOfItsPool() throws Exception {
		TestEndpoint patient = new TestEndpoint((connection, message) -> {
			connection.idleTimeout(Duration.ZERO);
			return message;
		});
		try (TestPool pool = new TestPool(patient).timeouts(idle(SHORT)).start()) {
			TestClient client = pool.connect().send("hello\n");
			assertThat(client.readLine()).isEqualTo("hello");
			TcpConnection connection = patient.nextConnection();
			pool.connect();
			assertThat(patient.nextReason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
			pool.connect();
			assertThat(patient.nextReason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
			assertThat(connection.isOpen()).isTrue();
			assertThatIllegalArgumentException().isThrownBy(() -> connection.readIdleTimeout(Duration.ofMillis(-1)))
				.withMessageContaining("must not be negative");
		}
	}

}
