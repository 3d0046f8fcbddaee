package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.test.LogMeter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However much a client sends that it should not, the log stays within the budget that
 * {@code docs/limits.md} documents. What handlers see of it is in
 * {@link io.netpool.tcp.autoconfigure.HandlerLogBudgetTests}.
 */
class LogBudgetTests {

	private static final int TIMES = 200;

	private static final TestCertificate CERTIFICATE = TestCertificate.create();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whatAClientDoesIsOneLineInAWhile(Abuse abuse) {
		assertWithinBudget(abuse, 1, LogMeter.LINE);
	}

	static Stream<Abuse> whatAClientDoesIsOneLineInAWhile() {
		return Stream.of(
				abuse("malformed frame", echo().framing(Framings.startEnd(64, new byte[] { 2 }, new byte[] { 3 })),
						sends("no frame"), CloseReason.BAD_FRAME),
				abuse("frame too long", echo().framing(Framings.line(64)), sends("x".repeat(1000)),
						CloseReason.FRAME_TOO_LONG),
				abuse("no TLS", tls(SslProvider.JDK), sends(random()), CloseReason.TLS_ERROR),
				abuse("no TLS, BoringSSL", tls(SslProvider.OPENSSL), sends(random()), CloseReason.TLS_ERROR),
				abuse("renegotiation", tls(SslProvider.JDK), LogBudgetTests::renegotiate, CloseReason.TLS_ERROR),
				abuse("renegotiation, BoringSSL", tls(SslProvider.OPENSSL), LogBudgetTests::renegotiate,
						CloseReason.TLS_ERROR),
				abuse("no PROXY header", proxied(), sends("GET / HTTP/1.1\r\n\r\n"), CloseReason.PROXY_ERROR),
				abuse("bad PROXY header", proxied(), sends("PROXY TCP4 x y 1 2\r\n"), CloseReason.PROXY_ERROR),
				abuse("reset", echo(), (client) -> client.send("half of a line").reset(), CloseReason.NETWORK_ERROR),
				abuse("leaves at once", echo(), TestClient::close, CloseReason.CLIENT),
				abuse("no acceptor", echo().acceptors(new AcceptorSettings(0, Overflow.REFUSE, 50, 100, null)),
						sends(""), CloseReason.NO_ACCEPTOR),
				abuse("denied address", limited(0, List.of(CidrRange.of("127.0.0.0/8")), 0), sends(""),
						CloseReason.DENIED_ADDRESS),
				abuse("too many messages", limited(0, List.of(), 1), sends("one\ntwo\nthree\n"),
						CloseReason.TOO_MANY_MESSAGES));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void aFailureIsOneStackTraceInAWhile(Abuse abuse) {
		// one for the failure, and one for the connection that it closes
		assertWithinBudget(abuse, 2, LogMeter.STACK_TRACE);
	}

	static Stream<Abuse> aFailureIsOneStackTraceInAWhile() {
		return Stream.of(
				failing("handler",
						new TestPool(new TestEndpoint((connection, message) -> Integer.valueOf("" + message))
							.ignoringConnections())),
				failing("stage",
						new TestPool(new TestEndpoint((connection, message) -> CompletableFuture
							.failedFuture(new IllegalStateException("no\n" + message))).ignoringConnections())),
				failing("connected",
						new TestPool(TestEndpoint.echo().greeting((connection, nothing) -> Integer.valueOf("x")))),
				failing("disconnected", new TestPool(new FailingAtTheEnd())),
				failing("reply that cannot be framed", echo().framing(new Unwritable(Framings.line(1000)))),
				failing("framing", echo().framing(new Defective(Framings.line(1000)))));
	}

	private static void assertWithinBudget(Abuse abuse, int messages, int length) {
		try (TestPool pool = abuse.pool.start(); LogMeter log = new LogMeter()) {
			for (int i = 0; i < TIMES; i++) {
				try (TestClient client = pool.connect()) {
					abuse.client.accept(client);
				}
				catch (RuntimeException ex) {
					// the server has closed the connection
				}
			}
			Awaitility.await().until(() -> abuse.done(pool));
			log.assertWithinBudget(messages, length);
		}
	}

	private static Abuse abuse(String name, TestPool pool, Consumer<TestClient> client, CloseReason reason) {
		return new Abuse(name, pool, client, reason);
	}

	private static Abuse failing(String name, TestPool pool) {
		return new Abuse("failing " + name, pool, (client) -> {
			client.send("hello\n".repeat(10));
			client.endOutput();
			client.readAll();
		}, null);
	}

	private static TestPool echo() {
		return new TestPool(TestEndpoint.quiet());
	}

	private static TestPool proxied() {
		return echo()
			.proxy(new ProxySettings(ProxyMode.REQUIRED, List.of(CidrRange.of("127.0.0.0/8")), Duration.ofSeconds(30)));
	}

	private static TestPool limited(int perAddress, List<CidrRange> deny, int messagesPerSecond) {
		return echo()
			.limits(new LimitSettings(perAddress, List.of(), deny, 0, messagesPerSecond, MessagesOverflow.DISCONNECT));
	}

	private static TestPool tls(SslProvider provider) {
		try {
			SslContext context = SslContextBuilder.forServer(CERTIFICATE.bundle().toKeyManagerFactory())
				.sslProvider(provider)
				.protocols("TLSv1.3", "TLSv1.2")
				.build();
			return echo().tls(TlsSettings.of(context, Duration.ofSeconds(10)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String random() {
		byte[] bytes = new byte[100];
		new Random(17).nextBytes(bytes);
		return new String(bytes);
	}

	private static Consumer<TestClient> sends(String text) {
		return (client) -> {
			client.send(text);
			client.readAll();
		};
	}

	private static void renegotiate(TestClient plain) {
		TestClient client = plain.secured(CERTIFICATE.clientContext());
		SSLSocket socket = (SSLSocket) client.socket();
		socket.setEnabledProtocols(new String[] { "TLSv1.2" });
		assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
		try {
			socket.startHandshake();
			client.send("hello\n").readLine();
		}
		catch (Exception ex) {
			// is refused
		}
	}

	/**
	 * Something that a client does again and again.
	 *
	 * @param name what it does
	 * @param pool the pool, not started
	 * @param client does it once
	 * @param reason the reason with which each connection is then closed or refused,
	 * {@code null} for any
	 */
	private record Abuse(String name, TestPool pool, Consumer<TestClient> client, CloseReason reason) {

		boolean done(TestPool started) {
			return (this.reason == null) ? started.acceptors().busy() == 0
					: started.pool().statistics().connections().closed(this.reason) >= TIMES;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * Reads lines, and can write nothing.
	 */
	private record Unwritable(TcpFraming lines) implements TcpFraming {

		@Override
		public boolean next(FrameInput input) throws TcpFramingException {
			return this.lines.next(input);
		}

		@Override
		public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
			throw new TcpFramingException("unwritable");
		}

	}

	/**
	 * Has a defect.
	 */
	private record Defective(TcpFraming lines) implements TcpFraming {

		@Override
		public boolean next(FrameInput input) {
			throw new IndexOutOfBoundsException(17);
		}

		@Override
		public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
			this.lines.write(payload, output);
		}

	}

	/**
	 * Fails when a connection is closed.
	 */
	private static final class FailingAtTheEnd extends TestEndpoint {

		FailingAtTheEnd() {
			super((connection, message) -> message);
		}

		@Override
		public void disconnected(TcpConnection connection, CloseReason reason) {
			throw new IllegalStateException("disconnected");
		}

	}

}
