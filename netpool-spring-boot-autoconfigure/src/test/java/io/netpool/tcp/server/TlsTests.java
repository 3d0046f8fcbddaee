package io.netpool.tcp.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for connections with TLS.
 */
class TlsTests {

	private static final TestCertificate CERTIFICATE = TestCertificate.create();

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private static TestPool pool(TestEndpoint endpoint) {
		return new TestPool(endpoint).tls(TlsSettings.of(CERTIFICATE.serverContext(), Duration.ofSeconds(10)));
	}

	private static TestClient connect(TestPool pool, String... protocols) throws IOException {
		SSLSocket socket = (SSLSocket) CERTIFICATE.clientContext()
			.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), pool.pool().port());
		if (protocols.length > 0) {
			socket.setEnabledProtocols(protocols);
		}
		return new TestClient(socket);
	}

	/**
	 * TLS on a socket that the test keeps in its hands.
	 */
	private static SSLSocket over(Socket socket) throws IOException {
		return (SSLSocket) CERTIFICATE.clientContext()
			.getSocketFactory()
			.createSocket(socket, "localhost", socket.getPort(), false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.3", "TLSv1.2" })
	void messagesAreServedOverTls(String protocol) throws Exception {
		try (TestPool pool = pool(TestEndpoint.echo()).start(); TestClient client = connect(pool, protocol)) {
			client.send("hello\n".repeat(1000));
			for (int i = 0; i < 1000; i++) {
				assertThat(client.readLine()).isEqualTo("hello");
			}
			assertThat(((SSLSocket) client.socket()).getSession().getProtocol()).isEqualTo(protocol);
		}
	}

	@ParameterizedTest
	@MethodSource("contexts")
	void renegotiationClosesTheConnection(TlsSettings tls) throws Exception {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).tls(tls).start();
				TestClient client = connect(pool, "TLSv1.2")) {
			assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
			SSLSocket socket = (SSLSocket) client.socket();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				socket.startHandshake();
				socket.getOutputStream().write('\n');
				socket.getInputStream().read();
			});
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(pool.pool().statistics().connections().closed(CloseReason.TLS_ERROR)).isOne());
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.SUCCESS).count()).isOne();
			assertThat(pool.acceptors().busy()).isZero();
		}
	}

	static Stream<TlsSettings> contexts() throws Exception {
		Stream.Builder<TlsSettings> settings = Stream.builder();
		// the build also runs these tests with the JDK's engine alone
		boolean jdkOnly = Boolean.getBoolean("io.netty.handler.ssl.noOpenSsl");
		for (SslProvider provider : jdkOnly ? List.of(SslProvider.JDK)
				: List.of(SslProvider.JDK, SslProvider.OPENSSL)) {
			SslContext context = SslContextBuilder.forServer(CERTIFICATE.bundle().toKeyManagerFactory())
				.sslProvider(provider)
				.protocols("TLSv1.3", "TLSv1.2")
				.build();
			settings.add(TlsSettings.of(context, Duration.ofSeconds(10)));
			settings.add(new TlsSettings(() -> context, (name) -> context, false, Duration.ofSeconds(10),
					new TlsReloadCounter()));
		}
		return settings.build();
	}

	@ParameterizedTest
	@MethodSource("contexts")
	void postHandshakeMessagesOfTls13AreNotTakenForRenegotiation(TlsSettings tls) throws Exception {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).tls(tls).start();
				TestClient client = connect(pool, "TLSv1.3")) {
			assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
			// a KeyUpdate
			((SSLSocket) client.socket()).startHandshake();
			assertThat(client.send("again\n").readLine()).isEqualTo("again");
		}
	}

	@Test
	void connectedIsToldAfterTheHandshakeAndAnAcceptorIsBusyBefore() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo().greeting((connection, nothing) -> "welcome");
		try (TestPool pool = pool(endpoint).start()) {
			TestClient plain = pool.connect();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isOne());
			assertThat(endpoint.events).isEmpty();
			try (TestClient client = plain.secured(CERTIFICATE.clientContext())) {
				assertThat(client.readLine()).isEqualTo("welcome");
				assertThat(endpoint.events).containsExactly("connected");
			}
		}
	}

	@Test
	void aRefusedClientIsToldNothingInTheClear() throws Exception {
		AcceptorSettings settings = new AcceptorSettings(1, Overflow.REFUSE, 50, 100, "busy, come back\n".getBytes());
		try (TestPool pool = pool(TestEndpoint.echo()).acceptors(settings).start(); TestClient served = connect(pool)) {
			assertThat(served.send("hello\n").readLine()).isEqualTo("hello");
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(pool.pool().statistics().connections().refusedInTotal()).isOne();
		}
	}

	@Test
	void aHandshakeThatStallsTimesOutAndGivesItsAcceptorBack() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		TlsSettings impatient = TlsSettings.of(CERTIFICATE.serverContext(), Duration.ofMillis(100));
		try (TestPool pool = new TestPool(endpoint).tls(impatient).start()) {
			TestClient client = pool.connect();
			assertThat(client.isAtEnd()).isTrue();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			assertThat(pool.pool().statistics().connections().closed(CloseReason.TLS_ERROR)).isOne();
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.TIMEOUT).count()).isOne();
			assertThat(endpoint.events).isEmpty();
		}
	}

	@Test
	void aClientThatLeavesDuringTheHandshakeIsCountedAsSuch() {
		try (TestPool pool = pool(TestEndpoint.echo()).start()) {
			pool.connect().close();
			pool.connect().reset();
			Awaitility.await()
				.untilAsserted(() -> assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.CLOSED).count())
					.isEqualTo(2));
			assertThat(pool.acceptors().busy()).isZero();
		}
	}

	@Test
	void plaintextClosesTheConnectionAlone() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).start(); TestClient other = connect(pool)) {
			other.send("one\n");
			assertThat(other.readLine()).isEqualTo("one");
			pool.connect().send("GET / HTTP/1.1\r\n\r\n");
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(pool.pool().statistics().connections().closed(CloseReason.TLS_ERROR)).isOne());
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.NOT_TLS).count()).isOne();
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.SUCCESS).count()).isOne();
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.SUCCESS).time()).isPositive();
			other.send("two\n");
			assertThat(other.readLine()).isEqualTo("two");
			assertThat(endpoint.events).containsExactly("connected", "one", "two");
		}
	}

	@Test
	void aClientThatLeavesDuringTheHandshakeIsNoErrorOfOurs() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).start()) {
			pool.connect().reset();
			TestClient client = pool.connect().send(new byte[] { 22, 3, 1 });
			client.close();
			Awaitility.await().untilAsserted(() -> {
				assertThat(pool.pool().statistics().connections().accepted()).isEqualTo(2);
				assertThat(pool.acceptors().busy()).isZero();
			});
			assertThat(endpoint.events).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void everythingSentBeforeCloseArrivesThenTheStreamEnds(Threads threads) throws Exception {
		String block = "x".repeat(1024 * 1024 - 1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			for (int i = 0; i < 16; i++) {
				connection.send(block);
			}
			connection.close();
			return null;
		});
		try (TestPool pool = pool(endpoint).threads(threads).outbound(64 * 1024 * 1024, OutboundOverflow.WAIT).start();
				TestClient client = connect(pool)) {
			client.send("go\n");
			assertThat(client.readAll()).hasSize(16 * 1024 * 1024);
		}
	}

	@Test
	void aCloseNotifyWithoutFinEndsTheConnection() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).start()) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port());
			SSLSocket secured = over(socket);
			TestClient client = new TestClient(secured).send("one\n");
			assertThat(client.readLine()).isEqualTo("one");
			secured.shutdownOutput();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			socket.close();
		}
	}

	@Test
	void aFinWithoutCloseNotifyEndsTheConnection() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).start()) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port());
			SSLSocket secured = over(socket);
			TestClient client = new TestClient(secured).send("one\n");
			assertThat(client.readLine()).isEqualTo("one");
			socket.shutdownOutput();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			socket.close();
		}
	}

	@Test
	void aSlowReaderIsBoundedOverTls() throws Exception {
		int maxPending = 256 * 1024;
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).outbound(maxPending, OutboundOverflow.WAIT).start();
				TestClient client = connect(pool)) {
			client.send("hello\n");
			assertThat(client.readLine()).isEqualTo("hello");
			TcpConnection connection = endpoint.nextConnection();
			String block = "x".repeat(1023);
			Thread sender = new Thread(() -> {
				for (int i = 0; i < 16 * 1024; i++) {
					connection.send(block);
				}
			});
			sender.start();
			Awaitility.await().until(() -> sender.getState() == Thread.State.WAITING);
			assertThat(((ServedConnection) connection).outbound().pending()).isLessThanOrEqualTo(maxPending);
			assertThat(client.read(16 * 1024 * 1024)).hasSize(16 * 1024 * 1024);
			sender.join();
		}
	}

	@Test
	void anInvalidRecordAfterTheHandshakeClosesTheConnection() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).start()) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port());
			SSLSocket secured = over(socket);
			TestClient client = new TestClient(secured).send("one\n");
			assertThat(client.readLine()).isEqualTo("one");
			OutputStream beneath = socket.getOutputStream();
			beneath.write("this is no TLS record\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.TLS_ERROR);
			socket.close();
		}
	}

	@Test
	void drainingAnswersWhatWasReceivedAndSaysFarewell() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = pool(endpoint).start(); TestClient client = connect(pool)) {
			client.send("one\n");
			assertThat(client.readLine()).isEqualTo("one");
			pool.connect();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isEqualTo(2));
			var drained = pool.pool().drain();
			// a stream that ended without close_notify would throw here
			assertThat(client.readAll()).isEmpty();
			client.close();
			assertThat(drained).succeedsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void anOldProtocolIsRefused() throws Exception {
		try (TestPool pool = pool(TestEndpoint.echo()).start()) {
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> {
				try (TestClient client = connect(pool, "TLSv1.1")) {
					client.send("x\n");
				}
			});
			assertThat(pool.pool().statistics().messages().received()).isZero();
		}
	}

}
