package io.netpool.tcp.server;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.DomainWildcardMappingBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith({ NewThreads.class, OutputCaptureExtension.class })
class StartTlsTests {

	/**
	 * More than the buffers of a socket take.
	 */
	private static final int LARGE = 16 * 1024 * 1024;

	private static final TestCertificate CERTIFICATE = TestCertificate.create();

	static Stream<Arguments> transportsAndThreads() {
		return AcceptorPoolTests.transports()
			.stream()
			.flatMap((transport) -> Threads.available().stream().map((threads) -> Arguments.of(transport, threads)));
	}

	private static TlsSettings later(Duration handshakeTimeout) {
		return new TlsSettings(() -> CERTIFICATE.serverContext(), null, true, handshakeTimeout, new TlsReloadCounter());
	}

	private static TestPool pool(TestEndpoint endpoint) {
		return new TestPool(endpoint).tls(later(Duration.ofSeconds(30)));
	}

	/**
	 * Starts TLS when it is told so, and answers anything else with the same.
	 */
	private static TestEndpoint starting() {
		return new TestEndpoint((connection, message) -> {
			if (message.equals("STARTTLS")) {
				connection.startTls("go ahead");
				return null;
			}
			return message;
		});
	}

	private static TestClient secured(TestClient plain) {
		return plain.secured(CERTIFICATE.clientContext());
	}

	/**
	 * A client that has been told to begin the handshake.
	 * @param behind what it sends in the clear behind its request
	 */
	private static TestClient toldToBegin(TestPool pool, String behind) {
		TestClient plain = pool.connect().send("STARTTLS\n" + behind);
		assertThat(plain.readLine()).isEqualTo("go ahead");
		return plain;
	}

	@Test
	void aClientThatHasGoneWhenTlsStartsIsDisconnected(CapturedOutput output) throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch gone = new CountDownLatch(1);
		TestEndpoint waiting = new TestEndpoint((connection, message) -> {
			if (message.equals("STARTTLS")) {
				asked.countDown();
				gone.await();
				connection.startTls("go ahead");
				return null;
			}
			return message;
		});
		try (TestPool pool = pool(waiting).ioThreads(1).queue(1).start()) {
			TestClient other = pool.connect();
			// what follows pauses reading, and startTls has it go on
			TestClient plain = pool.connect().send("STARTTLS\nnext\nnext\n");
			assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
			plain.close();
			// of two turns, the second one begins after its end was seen
			assertThat(other.send("first\n").readLine()).isEqualTo("first");
			assertThat(other.send("second\n").readLine()).isEqualTo("second");
			gone.countDown();
			// NIO sees the end when it reads for the handshake
			assertThat(waiting.nextReason()).isIn(CloseReason.CLIENT, CloseReason.TLS_ERROR);
			assertThat(output).doesNotContain("Internal error");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NIO", "AUTO" })
	void aClientThatHasEndedItsOutputWhenTlsStartsReadsWhatWasSentBefore(Transport transport) throws Exception {
		CountDownLatch ended = new CountDownLatch(1);
		TestEndpoint waiting = new TestEndpoint((connection, message) -> {
			if (message.equals("STARTTLS")) {
				ended.await();
				connection.startTls("x".repeat(LARGE));
				return null;
			}
			return message;
		});
		try (TestPool pool = pool(waiting).transport(transport).ioThreads(1).start()) {
			TestClient other = pool.connect();
			TestClient plain = pool.connect().send("STARTTLS\n");
			plain.endOutput();
			// of two turns, the second one begins after its end was seen
			assertThat(other.send("first\n").readLine()).isEqualTo("first");
			assertThat(other.send("second\n").readLine()).isEqualTo("second");
			ended.countDown();
			assertThat(plain.receiveRest()).hasSize(LARGE + 1).endsWith("x\n");
		}
	}

	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void tlsStartsAlsoAfterAReplyWithoutBytes(Transport transport, Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("STARTTLS")) {
				connection.startTls("");
				return null;
			}
			return message;
		});
		try (TestPool pool = pool(endpoint).transport(transport).threads(threads).start()) {
			TestClient plain = pool.connect().send("STARTTLS\n");
			assertThat(plain.readLine()).isEmpty();
			assertThat(secured(plain).send("secret\n").readLine()).isEqualTo("secret");
		}
	}

	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void theReplyIsInTheClearAndEverythingAfterItInTls(Transport transport, Threads threads) throws Exception {
		TestEndpoint endpoint = starting().greeting((connection, nothing) -> "welcome");
		try (TestPool pool = pool(endpoint).transport(transport).threads(threads).start()) {
			TestClient plain = pool.connect();
			assertThat(plain.readLine()).isEqualTo("welcome");
			assertThat(plain.send("hello\n").readLine()).isEqualTo("hello");
			TcpConnection connection = endpoint.nextConnection();
			assertThat(connection.tlsSession()).isNull();
			Principal anna = () -> "anna";
			connection.principal(anna);
			connection.attributes().put("key", "value");
			assertThat(plain.send("STARTTLS\n").readLine()).isEqualTo("go ahead");
			TestClient client = secured(plain);
			client.send("one\n".repeat(300));
			assertThat(Stream.generate(client::readLine).limit(300)).containsOnly("one");
			assertThat(connection.tlsSession()).isNotNull();
			assertThat(connection.principal()).isSameAs(anna);
			assertThat(connection.attributes()).containsEntry("key", "value");
			assertThat(endpoint.events).containsOnlyOnce("connected");
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.SUCCESS).count()).isOne();
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
		}
	}

	/**
	 * CVE-2011-0411: what was sent in the clear must not look as if it came in TLS.
	 */
	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void whatIsPipelinedInTheClearIsNeverHandled(Transport transport, Threads threads) throws Exception {
		TestEndpoint endpoint = starting();
		try (TestPool pool = pool(endpoint).transport(transport).threads(threads).start()) {
			for (String injected : List.of("evil\n", "ev", "evil\n".repeat(50), "evil\n".repeat(300) + "ev")) {
				TestClient plain = toldToBegin(pool, injected);
				try (TestClient client = secured(plain)) {
					assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
				}
			}
			assertThat(endpoint.events).contains("hello").noneMatch((event) -> event.startsWith("ev"));
		}
	}

	/**
	 * What has not been read by then is taken for the beginning of the handshake.
	 */
	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void moreThanIsReadAtOnceIsNeverHandledEither(Transport transport, Threads threads) throws Exception {
		TestEndpoint endpoint = starting();
		try (TestPool pool = pool(endpoint).transport(transport).threads(threads).start();
				TestClient client = pool.connect()) {
			try {
				client.send("STARTTLS\n" + "evil\n".repeat(100_000));
			}
			catch (UncheckedIOException ex) {
				// it has been closed meanwhile
			}
			assertThat(endpoint.nextReason()).isIn(CloseReason.TLS_ERROR, CloseReason.NETWORK_ERROR);
			assertThat(endpoint.events).contains("STARTTLS").doesNotContain("evil");
		}
	}

	@Test
	void whatIsPipelinedIsNeverHandledWhereReadingWaitsForTheHandler() throws Exception {
		TestEndpoint endpoint = starting();
		try (TestPool pool = pool(endpoint).queue(1).start()) {
			TestClient plain = toldToBegin(pool, "evil\n".repeat(5) + "ev");
			TestClient client = secured(plain);
			assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
			assertThat(endpoint.events).doesNotContain("evil");
		}
	}

	@Test
	void whatIsSentInTheClearAfterTheReplyFailsTheHandshake() throws Exception {
		TestEndpoint endpoint = starting();
		try (TestPool pool = pool(endpoint).start()) {
			TestClient plain = toldToBegin(pool, "");
			plain.send("evil\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.TLS_ERROR);
			assertThat(endpoint.events).doesNotContain("evil");
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.NOT_TLS).count()).isOne();
		}
	}

	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void nothingIsSentInTheClearDuringTheHandshake(Transport transport, Threads threads) throws Exception {
		List<CompletionStage<Void>> pushes = new CopyOnWriteArrayList<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.startTls("go ahead");
			for (int i = 0; i < 20; i++) {
				pushes.add(connection.send("push " + i));
			}
			return "reply";
		});
		try (TestPool pool = pool(endpoint).transport(transport).threads(threads).start()) {
			TestClient plain = toldToBegin(pool, "");
			pool.directory().all().forEach((connection) -> connection.send("from outside"));
			TestClient client = secured(plain);
			List<String> lines = Stream.generate(client::readLine).limit(22).toList();
			assertThat(lines).containsOnlyOnce("from outside").contains("reply");
			assertThat(lines).filteredOn((line) -> line.startsWith("push"))
				.containsExactlyElementsOf(IntStream.range(0, 20).mapToObj((i) -> "push " + i).toList());
			assertThat(pushes).hasSize(20)
				.allSatisfy((push) -> assertThat(push.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10)));
		}
	}

	@Test
	void aServerThatIsNamedHasItsCertificate() throws Exception {
		TlsSettings named = new TlsSettings(() -> CERTIFICATE.serverContext(),
				new DomainWildcardMappingBuilder<>(TestCertificate.create().serverContext())
					.add(TestClient.SERVER_NAME, CERTIFICATE.serverContext())
					.build(),
				true, Duration.ofSeconds(30), new TlsReloadCounter());
		try (TestPool pool = new TestPool(starting()).tls(named).start()) {
			TestClient plain = toldToBegin(pool, "");
			pool.directory().all().forEach((connection) -> connection.send("push"));
			TestClient client = secured(plain);
			assertThat(client.readLine()).isEqualTo("push");
			assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
		}
	}

	@Test
	void aHandshakeThatStallsTimesOut() throws Exception {
		TestEndpoint endpoint = starting();
		try (TestPool pool = new TestPool(endpoint).tls(later(Duration.ofMillis(50))).start()) {
			TestClient plain = toldToBegin(pool, "");
			assertThat(plain.isAtEnd()).isTrue();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.TLS_ERROR);
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.TIMEOUT).count()).isOne();
		}
	}

	@Test
	void aClientThatLeavesDuringTheHandshakeIsCountedAsSuch() throws Exception {
		TestEndpoint endpoint = starting();
		try (TestPool pool = pool(endpoint).start()) {
			TestClient plain = toldToBegin(pool, "");
			CompletionStage<Void> push = pool.directory().all().findFirst().orElseThrow().send("push");
			plain.endOutput();
			endpoint.nextReason();
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.CLOSED).count()).isOne();
			assertThat(push.toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
		}
	}

	@Test
	void aPoolDrainsDuringTheHandshake() {
		try (TestPool pool = pool(starting()).start()) {
			TestClient plain = toldToBegin(pool, "");
			assertThat(pool.pool().drain()).succeedsWithin(Duration.ofSeconds(10));
		}
	}

	@Test
	void aClientThatIsRefusedIsToldInTheClear() {
		try (TestPool pool = pool(starting())
			.acceptors(new AcceptorSettings(1, Overflow.REFUSE, 1, 1, "busy\n".getBytes(StandardCharsets.UTF_8)))
			.start()) {
			assertThat(pool.connect().send("hello\n").readLine()).isEqualTo("hello");
			assertThat(pool.connect().readLine()).isEqualTo("busy");
		}
	}

	@Test
	void tlsStartsOnce() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.startTls("go ahead");
			return null;
		});
		try (TestPool pool = pool(endpoint).start()) {
			TestClient plain = toldToBegin(pool, "");
			TestClient client = secured(plain).send("STARTTLS\n");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().messages().failed()).isOne());
			assertThat(client.socket().isClosed()).isFalse();
		}
	}

	@Test
	void itStartsInItsHandlerAloneAndWhereItIsSet() throws Exception {
		TestEndpoint endpoint = starting();
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		TestEndpoint without = new TestEndpoint((connection, message) -> {
			try {
				connection.startTls("go ahead");
			}
			catch (IllegalStateException ex) {
				failure.complete(ex);
			}
			return "no";
		});
		try (TestPool pool = pool(endpoint).start(); TestPool plain = new TestPool(without).start()) {
			pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			assertThatIllegalStateException().isThrownBy(() -> connection.startTls("go ahead"))
				.withMessage("TLS cannot start on connection " + connection.id()
						+ " of pool 'default': it can only be started by the connection's handler");
			assertThat(plain.connect().send("STARTTLS\n").readLine()).isEqualTo("no");
			assertThat(failure).isCompletedWithValueMatching((thrown) -> thrown.getMessage().contains("ssl.start-tls"));
		}
	}

	@Test
	void itCanNotStartOnceMoreWhereConnectionsBeginWithIt() throws Exception {
		TestEndpoint endpoint = starting();
		TlsSettings atOnce = TlsSettings.of(CERTIFICATE.serverContext(), Duration.ofSeconds(10));
		try (TestPool pool = new TestPool(endpoint).tls(atOnce).start();
				TestClient client = pool.connect().secured(CERTIFICATE.clientContext())) {
			client.send("STARTTLS\n");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().messages().failed()).isOne());
		}
	}

	@Test
	void itCanNotStartBehindCodecsThatMayHaveKeptPlaintext() throws Exception {
		TestEndpoint endpoint = starting();
		NettyFraming lines = (pipeline) -> pipeline.addLast(new LineBasedFrameDecoder(1000));
		try (TestPool pool = pool(endpoint).framing(lines).start()) {
			TestClient client = pool.connect().send("STARTTLS\n");
			client.endOutput();
			assertThat(client.isAtEnd()).isTrue();
			assertThat(pool.pool().statistics().messages().failed()).isOne();
		}
	}

}
