package io.netpool.tcp.server;

import java.lang.ref.WeakReference;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.TcpGroup;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.TcpPoolStatistics.Exchanges;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LengthField;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.exchange.ConnectionExchanges;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.LateAnswers;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.TlsSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ConnectionExchanges}, with clients that play the devices.
 */
class ExchangeTests {

	private static final Duration LONG = Duration.ofHours(1);

	private static final Duration SHORT = Duration.ofMillis(1);

	private final TestEndpoint endpoint = TestEndpoint.echo();

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private static ExchangeSettings settings(int maxOpen, LateAnswers lateAnswers) {
		return new ExchangeSettings(Duration.ofSeconds(10), maxOpen, lateAnswers, () -> null);
	}

	private static CompletableFuture<String> ask(TcpConnection connection, String serial) {
		return ask(connection, serial, LONG);
	}

	private static CompletableFuture<String> ask(TcpConnection connection, String serial, Duration timeout) {
		return connection.exchange("GET " + serial, String.class, ("ACK " + serial)::equals, timeout)
			.toCompletableFuture();
	}

	private static String answer(CompletableFuture<String> exchange) {
		assertThat(exchange).succeedsWithin(10, TimeUnit.SECONDS);
		return exchange.join();
	}

	private static TcpExchangeException failure(CompletableFuture<?> exchange) {
		Awaitility.await().until(exchange::isDone);
		assertThat(exchange).isCompletedExceptionally();
		Throwable failure = exchange.handle((answer, ex) -> ex).join();
		assertThat(failure).isInstanceOf(TcpExchangeException.class);
		return (TcpExchangeException) failure;
	}

	private static Exchanges exchanges(TestPool pool) {
		return pool.pool().statistics().exchanges();
	}

	private void assertHandled(TestClient client, String... messages) {
		for (String message : messages) {
			assertThat(client.readLine()).isEqualTo(message);
		}
		assertThat(this.endpoint.events.stream().skip(1)).containsExactly(messages);
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void severalExchangesAreAnsweredInAnyOrderAndOtherMessagesAreHandledInTheirs(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			List<CompletableFuture<String>> exchanges = IntStream.range(0, 3)
				.mapToObj((i) -> ask(connection, "" + i))
				.toList();
			assertThat(List.of(client.readLine(), client.readLine(), client.readLine())).containsExactly("GET 0",
					"GET 1", "GET 2");
			assertThat(exchanges(pool).open()).isEqualTo(3);
			client.send("a\nACK 2\nb\nACK 0\nc\nACK 1\nd\nACK 1\n");
			for (int i = 0; i < 3; i++) {
				assertThat(answer(exchanges.get(i))).isEqualTo("ACK " + i);
			}
			assertHandled(client, "a", "b", "c", "d", "ACK 1");
			assertThat(exchanges(pool).open()).isZero();
			assertThat(exchanges(pool).ended(ExchangeOutcome.ANSWERED).count()).isEqualTo(3);
			assertThat(pool.pool().statistics().messages().received()).isEqualTo(8);
		}
	}

	@Test
	void aMessageAnswersTheOldestExchangeThatItCanAnswerAndNoOther() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			CompletableFuture<String> first = ask(connection, "1");
			CompletableFuture<String> second = ask(connection, "1");
			client.readLine();
			client.readLine();
			client.sendLine("ACK 1");
			assertThat(answer(first)).isEqualTo("ACK 1");
			assertThat(second).isNotDone();
			client.sendLine("ACK 1");
			assertThat(answer(second)).isEqualTo("ACK 1");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void withTlsAndALengthFieldAnAnswerIsBytes(Threads threads) throws Exception {
		TestCertificate certificate = TestCertificate.create();
		TestEndpoint echo = TestEndpoint.echo().bytes();
		try (TestPool pool = new TestPool(echo).threads(threads)
			.framing(Framings.lengthField(1000, new LengthField(0, 1, 0, ByteOrder.BIG_ENDIAN, false), true))
			.tls(TlsSettings.of(certificate.serverContext(), Duration.ofSeconds(10)))
			.start(); TestClient client = pool.connect().secured(certificate.clientContext())) {
			client.send(new byte[] { 1, 7 });
			assertThat(client.read(2)).containsExactly(1, 7);
			CompletableFuture<byte[]> exchange = echo.nextConnection()
				.exchange(new byte[] { 1, 2 }, byte[].class, (answer) -> answer[0] == (byte) 0x80)
				.toCompletableFuture();
			assertThat(client.read(3)).containsExactly(2, 1, 2);
			client.send(new byte[] { 1, 9, 2, (byte) 0x80, 5 });
			assertThat(client.read(2)).containsExactly(1, 9);
			assertThat(exchange.get(10, TimeUnit.SECONDS)).containsExactly(0x80, 5);
		}
	}

	@Test
	void bytesOfAnAnswerAreThoseThatWereReceivedAlsoWhereHandlersTakeText() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = pool.connect();
			CompletableFuture<byte[]> exchange = this.endpoint.nextConnection()
				.exchange("GET", byte[].class, (answer) -> true)
				.toCompletableFuture();
			client.readLine();
			client.send(new byte[] { (byte) 0xff, (byte) 0xfe, '\n' });
			assertThat(exchange.get(10, TimeUnit.SECONDS)).containsExactly(0xff, 0xfe);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aLateAnswerIsHandledOrDropped(LateAnswers late) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).exchanges(settings(2, late)).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			CompletableFuture<String> exchange = ask(connection, "1", Duration.ofMillis(300));
			assertThat(client.readLine()).isEqualTo("GET 1");
			TcpExchangeException failure = failure(exchange);
			assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
			assertThat(failure)
				.hasMessage("No answer from connection " + connection.id() + " of pool 'default' within PT0.3S");
			client.send("ACK 1\nACK 1\nx\n");
			if (late == LateAnswers.DROP) {
				assertHandled(client, "ACK 1", "x");
			}
			else {
				assertHandled(client, "ACK 1", "ACK 1", "x");
			}
			assertThat(exchanges(pool).late()).isEqualTo((late == LateAnswers.DROP) ? 1 : 0);
			assertThat(exchanges(pool).ended(ExchangeOutcome.TIMEOUT).count()).isOne();
		}
	}

	@Test
	void lateAnswersToTheLatestExchangesAreDropped() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).exchanges(settings(2, LateAnswers.DROP)).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			for (int i = 0; i < 3; i++) {
				CompletableFuture<String> exchange = ask(connection, "" + i);
				client.readLine();
				exchange.cancel(false);
				Awaitility.await().until(() -> exchanges(pool).open() == 0);
			}
			client.send("ACK 2\nACK 0\nACK 1\nx\n");
			assertHandled(client, "ACK 0", "x");
			assertThat(exchanges(pool).ended(ExchangeOutcome.CANCELLED).count()).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void whenTheClientGoesWhatItAnsweredBeforeCountsAndTheOthersFail(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).threads(threads).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			CompletableFuture<String> answered = ask(connection, "1");
			CompletableFuture<String> open = ask(connection, "2");
			client.readLine();
			client.readLine();
			client.send("x\nACK 1\n");
			client.close();
			assertThat(answer(answered)).isEqualTo("ACK 1");
			assertThat(failure(open).reason()).isEqualTo(Reason.CLOSED);
			assertThat(failure(open).closeReason()).isIn(CloseReason.CLIENT, CloseReason.NETWORK_ERROR);
			this.endpoint.nextReason();
			assertThat(exchanges(pool).ended(ExchangeOutcome.CLOSED).count()).isOne();
			TcpExchangeException late = failure(ask(connection, "3"));
			assertThat(late.reason()).isEqualTo(Reason.NOT_SENT);
			assertThat(late.closeReason()).isEqualTo(failure(open).closeReason());
			assertThat(exchanges(pool).ended(ExchangeOutcome.NOT_SENT).count()).isOne();
		}
	}

	@Test
	void aClientThatHasEndedItsSideCanNotAnswer() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).halfClose().start()) {
			TestClient client = pool.connect();
			CompletableFuture<String> exchange = ask(this.endpoint.nextConnection(), "1");
			client.readLine();
			client.endOutput();
			assertThat(failure(exchange).reason()).isEqualTo(Reason.CLOSED);
			assertThat(failure(exchange).closeReason()).isEqualTo(CloseReason.CLIENT);
		}
	}

	@Test
	void anExchangeFailsWhenTheApplicationClosesTheConnection() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			CompletableFuture<String> exchange = ask(connection, "1");
			client.readLine();
			connection.close();
			assertThat(failure(exchange).closeReason()).isEqualTo(CloseReason.APPLICATION);
			assertThat(failure(ask(connection, "2")).closeReason()).isEqualTo(CloseReason.APPLICATION);
		}
	}

	@Test
	void aDrainDoesNotWaitForAnswers() throws Exception {
		TestEndpoint waiting = new TestEndpoint(
				(connection, message) -> failure(ask(connection, "1")).closeReason().name());
		try (TestPool pool = new TestPool(waiting).start()) {
			TestClient client = pool.connect().sendLine("go");
			assertThat(client.readLine()).isEqualTo("GET 1");
			assertThat(pool.pool().drain()).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(waiting.nextReason()).isEqualTo(CloseReason.SHUTDOWN);
		}
	}

	@Test
	void aCommandMayHaveBeenReceivedIfTheConnectionIsLostWhileWhatFollowsItIsWritten() throws Exception {
		CompletableFuture<CompletableFuture<String>> exchange = new CompletableFuture<>();
		TestEndpoint sending = new TestEndpoint((connection, message) -> {
			exchange.complete(ask(connection, "1"));
			connection.send(new byte[16 * 1024 * 1024]);
			return null;
		});
		try (TestPool pool = new TestPool(sending).threads(Threads.INLINE)
			.outbound(64 * 1024 * 1024, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect().sendLine("go");
			assertThat(client.readLine()).isEqualTo("GET 1");
			client.reset();
			assertThat(failure(exchange.join()).reason()).isEqualTo(Reason.CLOSED);
			assertThat(failure(exchange.join()).closeReason()).isEqualTo(CloseReason.NETWORK_ERROR);
			assertThat(exchanges(pool).ended(ExchangeOutcome.CLOSED).count()).isOne();
		}
	}

	@Test
	void onAnIoThreadACommandToASlowReaderIsNotSent() {
		CompletableFuture<CompletableFuture<String>> exchange = new CompletableFuture<>();
		TestEndpoint filling = new TestEndpoint((connection, message) -> {
			connection.send(new byte[16 * 1024 * 1024]);
			exchange.complete(ask(connection, "1"));
			return null;
		});
		try (TestPool pool = new TestPool(filling).threads(Threads.INLINE).start()) {
			pool.connect().sendLine("go");
			TcpExchangeException failure = failure(exchange.join());
			assertThat(failure.reason()).isEqualTo(Reason.NOT_SENT);
			assertThat(failure.closeReason()).isNull();
			assertThat(failure).hasCauseInstanceOf(TcpSendException.class);
			assertThat(exchanges(pool).ended(ExchangeOutcome.NOT_SENT).count()).isOne();
		}
	}

	@Test
	void withDisconnectACommandToASlowReaderIsNotSentAndItsConnectionIsClosed() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).outbound(1000, OutboundOverflow.DISCONNECT).start()) {
			pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			connection.send(new byte[16 * 1024 * 1024]);
			TcpExchangeException failure = failure(ask(connection, "1"));
			assertThat(failure.reason()).isEqualTo(Reason.NOT_SENT);
			assertThat(failure.closeReason()).isEqualTo(CloseReason.SLOW_READER);
		}
	}

	@Test
	void aCommandThatHasNoRoomInTimeIsNeverSent() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			connection.send(new byte[16 * 1024 * 1024]);
			assertThat(failure(ask(connection, "1", Duration.ofMillis(100))).reason()).isEqualTo(Reason.NOT_SENT);
			client.read(16 * 1024 * 1024 + 1);
			client.sendLine("x");
			assertThat(client.readLine()).isEqualTo("x");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aCommandThatIsQueuedWhenItsExchangeEndsIsNeverSent(LateAnswers late) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).exchanges(settings(10, late))
			.outbound(64 * 1024 * 1024, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			connection.send(new byte[16 * 1024 * 1024]);
			CompletableFuture<String> cancelled = ask(connection, "1");
			assertThat(failure(ask(connection, "2", SHORT)).reason()).isEqualTo(Reason.NOT_SENT);
			cancelled.cancel(false);
			Awaitility.await().until(() -> exchanges(pool).open() == 0);
			client.read(16 * 1024 * 1024 + 1);
			client.send("ACK 1\nACK 2\n");
			assertHandled(client, "ACK 1", "ACK 2");
		}
	}

	@Test
	void aMessageThatWasReceivedBeforeTheCommandWasWrittenIsNoAnswer() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).outbound(64 * 1024 * 1024, OutboundOverflow.WAIT).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			connection.send(new byte[16 * 1024 * 1024]);
			CompletableFuture<String> exchange = ask(connection, "1");
			client.sendLine("ACK 1");
			Awaitility.await().until(() -> this.endpoint.events.contains("ACK 1"));
			client.read(16 * 1024 * 1024 + 1);
			assertThat(client.readLine()).isEqualTo("GET 1");
			assertThat(exchange).isNotDone();
			client.sendLine("ACK 1");
			assertThat(answer(exchange)).isEqualTo("ACK 1");
		}
	}

	@Test
	void theNumberOfOpenExchangesIsLimited() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).exchanges(settings(2, LateAnswers.HANDLE)).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			CompletableFuture<String> first = ask(connection, "1");
			ask(connection, "2");
			assertThat(failure(ask(connection, "3")).reason()).isEqualTo(Reason.TOO_MANY);
			assertThat(exchanges(pool).ended(ExchangeOutcome.TOO_MANY).count()).isOne();
			assertThat(client.readLine()).isEqualTo("GET 1");
			assertThat(client.readLine()).isEqualTo("GET 2");
			client.sendLine("ACK 1");
			answer(first);
			CompletableFuture<String> another = ask(connection, "4");
			assertThat(client.readLine()).isEqualTo("GET 4");
			client.sendLine("ACK 4");
			assertThat(answer(another)).isEqualTo("ACK 4");
		}
	}

	static List<Blocking> blocking() {
		List<Blocking> blocking = new ArrayList<>();
		for (Threads threads : Threads.mayBlock()) {
			blocking.add(new Blocking(threads, 1));
			blocking.add(new Blocking(threads, 4));
		}
		return blocking;
	}

	@ParameterizedTest
	@MethodSource("blocking")
	void aHandlerThatWaitsGetsTheAnswerAheadOfMoreMessagesThanItsQueueHolds(Blocking blocking) {
		TestEndpoint waiting = new TestEndpoint(
				(connection, message) -> message.equals("go") ? ask(connection, "1").join() : message);
		try (TestPool pool = new TestPool(waiting).threads(blocking.threads()).queue(blocking.queue()).start()) {
			List<String> others = IntStream.range(0, 50).mapToObj(String::valueOf).toList();
			TestClient client = pool.connect().send("go\n" + String.join("\n", others) + "\n");
			assertThat(client.readLine()).isEqualTo("GET 1");
			client.send("ACK 1\nlast\n");
			assertThat(client.readLine()).isEqualTo("ACK 1");
			others.forEach((other) -> assertThat(client.readLine()).isEqualTo(other));
			assertThat(client.readLine()).isEqualTo("last");
		}
	}

	@ParameterizedTest
	@MethodSource("blocking")
	void aHandlerOfANewConnectionMayWait(Blocking blocking) {
		this.endpoint.greeting((connection, nothing) -> ask(connection, "1").join());
		try (TestPool pool = new TestPool(this.endpoint).threads(blocking.threads()).queue(blocking.queue()).start()) {
			TestClient client = pool.connect().send("a\nb\nc\nd\ne\nf\n");
			assertThat(client.readLine()).isEqualTo("GET 1");
			client.sendLine("ACK 1");
			assertThat(client.readLine()).isEqualTo("ACK 1");
			assertHandled(client, "a", "b", "c", "d", "e", "f");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aHandlerReturnsTheStageOfSeveralExchangesInTurn(Threads threads) {
		TestEndpoint returning = new TestEndpoint((connection, message) -> message.equals("go")
				? ask(connection, "1").thenCompose((first) -> ask(connection, "2")) : message);
		try (TestPool pool = new TestPool(returning).threads(threads).queue(1).start()) {
			TestClient client = pool.connect().send("go\na\nb\n");
			assertThat(client.readLine()).isEqualTo("GET 1");
			client.send("c\nACK 1\nd\n");
			assertThat(client.readLine()).isEqualTo("GET 2");
			client.send("e\nACK 2\n");
			for (String expected : List.of("ACK 2", "a", "b", "c", "d", "e")) {
				assertThat(client.readLine()).isEqualTo(expected);
			}
		}
	}

	@Test
	void readingAheadEndsAtTheLimitInBytes() {
		TestEndpoint waiting = new TestEndpoint((connection, message) -> message.equals("go")
				? ask(connection, "1").thenApply((answer) -> null) : null);
		try (TestPool pool = new TestPool(waiting).queue(2).start()) {
			TestClient client = pool.connect().sendLine("go");
			assertThat(client.readLine()).isEqualTo("GET 1");
			String line = "x".repeat(10_000) + "\n";
			CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> client.send(line.repeat(2000)));
			Awaitility.await().until(() -> pool.pool().statistics().paused().reads() > 0);
			assertThat(pool.pool().statistics().messages().queued()).isBetween(20L, 100L);
			client.close();
			Awaitility.await().until(sender::isDone);
		}
	}

	@Test
	void waitingOnAnIoThreadIsRefused() {
		TestEndpoint waiting = new TestEndpoint((connection, message) -> {
			CompletableFuture<String> exchange = ask(connection, "1");
			for (CompletableFuture<?> future : List.of(exchange, exchange.thenApply(String::length))) {
				assertThatIllegalStateException().isThrownBy(future::join)
					.withMessageContaining("is an I/O thread and must not wait for an answer");
				assertThatIllegalStateException().isThrownBy(future::get);
				assertThatIllegalStateException().isThrownBy(() -> future.get(1, TimeUnit.SECONDS));
			}
			return exchange;
		});
		try (TestPool pool = new TestPool(waiting).threads(Threads.INLINE).start()) {
			TestClient client = pool.connect().sendLine("go");
			assertThat(client.readLine()).isEqualTo("GET 1");
			client.sendLine("ACK 1");
			assertThat(client.readLine()).isEqualTo("ACK 1");
		}
	}

	@Test
	void aGroupOfExactlyOneConnectionExchanges() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TcpGroup device = pool.directory().identifiedBy("imei", 42);
			CompletableFuture<String> none = device.exchange("GET", String.class, (answer) -> true)
				.toCompletableFuture();
			assertThat(failure(none).reason()).isEqualTo(Reason.NO_CONNECTION);
			assertThat(failure(none))
				.hasMessage("An exchange needs exactly one connection, but none is identified by imei 42");
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			connection.identify("imei", 42);
			Awaitility.await().until(() -> device.count() == 1);
			CompletableFuture<String> one = device.exchange("GET", String.class, (answer) -> true)
				.toCompletableFuture();
			assertThat(client.readLine()).isEqualTo("GET");
			client.sendLine("here");
			assertThat(answer(one)).isEqualTo("here");
			pool.connect();
			this.endpoint.nextConnection().identify("imei", 42);
			Awaitility.await().until(() -> device.count() == 2);
			CompletableFuture<String> several = device.exchange("GET", String.class, (answer) -> true, LONG)
				.toCompletableFuture();
			assertThat(failure(several).reason()).isEqualTo(Reason.SEVERAL_CONNECTIONS);
		}
	}

	@Test
	void theCorrelationOfThePoolFindsAnswers() throws Exception {
		TcpCorrelation lastWord = new TcpCorrelation() {

			@Override
			public Object commandKey(Object command) {
				return command.equals("NONE") ? null : ((String) command).substring(4);
			}

			@Override
			public Object answerKey(Object answer) {
				return ((String) answer).startsWith("ACK ") ? ((String) answer).substring(4) : null;
			}

		};
		try (TestPool pool = new TestPool(this.endpoint)
			.exchanges(new ExchangeSettings(LONG, 10, LateAnswers.HANDLE, () -> lastWord))
			.start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			CompletableFuture<String> first = connection.exchange("GET 1", String.class).toCompletableFuture();
			CompletableFuture<String> second = connection.exchange("GET 2", String.class, LONG).toCompletableFuture();
			client.readLine();
			client.readLine();
			client.send("x\nACK 2\nACK 1\n");
			assertThat(answer(first)).isEqualTo("ACK 1");
			assertThat(answer(second)).isEqualTo("ACK 2");
			assertHandled(client, "x");
			assertThatIllegalArgumentException().isThrownBy(() -> connection.exchange("NONE", String.class))
				.withMessage("The TcpCorrelation has no key for a command of type java.lang.String");
		}
	}

	@Test
	void withoutACorrelationAPredicateIsNeeded() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			assertThatIllegalStateException().isThrownBy(() -> connection.exchange("GET", String.class))
				.withMessageContaining("No TcpCorrelation for connection " + connection.id() + " of pool 'default'");
		}
	}

	@Test
	void argumentsThatCanNotBeUsedAreRefused() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			assertThatIllegalArgumentException().isThrownBy(() -> ask(connection, "1", Duration.ZERO))
				.withMessage("timeout is PT0S, and must be positive");
			assertThatIllegalArgumentException().isThrownBy(() -> ask(connection, "1", Duration.ofMillis(-1)))
				.withMessage("timeout is PT-0.001S, and must be positive");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> connection.exchange("GET", Integer.class, (answer) -> true))
				.withMessageContaining("not as java.lang.Integer");
			assertThatIllegalArgumentException().isThrownBy(() -> connection.exchange(1, String.class, (x) -> true));
			assertThat(exchanges(pool).open()).isZero();
		}
	}

	@Test
	void aPredicateThatFailsMakesNoAnswer() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = this.endpoint.nextConnection();
			CompletableFuture<String> exchange = connection.exchange("GET", String.class, (answer) -> {
				if (answer.equals("x")) {
					throw new StackOverflowError("expected by this test");
				}
				return answer.equals("ACK");
			}).toCompletableFuture();
			assertThat(client.readLine()).isEqualTo("GET");
			client.send("x\nACK\n");
			assertThat(answer(exchange)).isEqualTo("ACK");
			assertHandled(client, "x");
		}
	}

	@Test
	void anExchangeThatIsAnsweredIsNotKept() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).exchanges(settings(10, LateAnswers.DROP)).start()) {
			TestClient client = pool.connect();
			List<WeakReference<?>> kept = exchangeAndAnswer(client, this.endpoint.nextConnection());
			Awaitility.await().untilAsserted(() -> {
				System.gc();
				assertThat(kept).allSatisfy((reference) -> assertThat(reference.get()).isNull());
			});
		}
	}

	private static List<WeakReference<?>> exchangeAndAnswer(TestClient client, TcpConnection connection) {
		List<WeakReference<?>> references = Collections.synchronizedList(new ArrayList<>());
		for (int i = 0; i < 3; i++) {
			byte[] expected = ("ACK " + i).getBytes(StandardCharsets.UTF_8);
			Predicate<String> test = (answer) -> answer.equals(new String(expected, StandardCharsets.UTF_8));
			CompletableFuture<String> exchange = connection.exchange("GET " + i, String.class, test, LONG)
				.toCompletableFuture();
			references.add(new WeakReference<>(expected));
			references.add(new WeakReference<>(exchange));
			client.readLine();
			client.sendLine("ACK " + i);
			answer(exchange);
		}
		return references;
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theFramingDoesNotChangeWhileFramesAreDecodedInAdvance(Threads threads) throws Exception {
		CountDownLatch refused = new CountDownLatch(1);
		TestEndpoint changing = new TestEndpoint((connection, message) -> {
			CompletableFuture<String> exchange = ask(connection, "1");
			assertThatIllegalStateException().isThrownBy(() -> connection.changeFraming(Framings.fixedLength(2)))
				.withMessageContaining("are decoded in advance for an exchange");
			refused.countDown();
			return exchange;
		});
		try (TestPool pool = new TestPool(changing).threads(threads).queue(1).start()) {
			TestClient client = pool.connect().sendLine("go");
			assertThat(client.readLine()).isEqualTo("GET 1");
			assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
			client.sendLine("ACK 1");
			assertThat(client.readLine()).isEqualTo("ACK 1");
			assertThat(pool.pool().statistics().messages().failed()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("blocking")
	void theFramingChangesAfterAnAnswerUnlessMessagesCameBeforeIt(Blocking blocking) {
		TestEndpoint changing = new TestEndpoint((connection, message) -> {
			if (message.equals("go")) {
				ask(connection, "1").join();
				connection.changeFraming(Framings.fixedLength(2));
				return "done";
			}
			return message;
		});
		try (TestPool pool = new TestPool(changing).threads(blocking.threads()).queue(1).start()) {
			TestClient client = pool.connect().sendLine("go");
			assertThat(client.readLine()).isEqualTo("GET 1");
			client.send("ACK 1\nabcd");
			assertThat(client.readLine()).isEqualTo("done");
			assertThat(client.receive(4)).isEqualTo("abcd");
			TestClient other = pool.connect().send("go\nin between\n");
			assertThat(other.readLine()).isEqualTo("GET 1");
			other.sendLine("ACK 1");
			assertThat(other.readLine()).isEqualTo("in between");
			assertThat(pool.pool().statistics().messages().failed()).isOne();
		}
	}

	/**
	 * A handler that blocks, and the queue in front of it.
	 *
	 * @param threads its threads
	 * @param queue the queue
	 */
	record Blocking(Threads threads, int queue) {

	}

}
