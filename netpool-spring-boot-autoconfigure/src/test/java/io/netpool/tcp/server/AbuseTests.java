package io.netpool.tcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LengthField;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.test.ClientHello;
import io.netty.handler.ssl.SslContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a port on the internet meets: afterwards it is as before, and another client has
 * noticed nothing.
 */
@ExtendWith(NewThreads.class)
class AbuseTests {

	private static final int INPUTS = 10_000;

	private static final int CROWD = 256;

	private static final byte[] CLIENT_HELLO = ClientHello.of((byte) 0x03);

	@ParameterizedTest
	@MethodSource("framings")
	void randomBytesInPlaceOfFrames(TcpFraming framing) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> message).ignoringConnections().bytes();
		try (TestPool peer = new TestPool(TestEndpoint.quiet()).start();
				TestPool pool = new TestPool(endpoint).framing(framing).start();
				Bystander bystander = new Bystander(peer.connect())) {
			abuse(pool, new Random(11));
			assertThat(pool.pool().statistics().bytes().received()).isPositive();
			assertThat(closed(pool)).isEqualTo(INPUTS);
		}
	}

	static Stream<TcpFraming> framings() {
		return Stream.of(Framings.raw(64, null), Framings.line(64),
				Framings.delimiter(64, false, List.of(new byte[] { 3 })), Framings.fixedLength(7),
				Framings.lengthField(64, LengthField.ofSize(4), true), Framings.varintLength(64, 0, true),
				Framings.startEnd(64, new byte[] { 2 }, new byte[] { 3 }), Framings.octetCounting(64));
	}

	private static long closed(TestPool pool) {
		return Arrays.stream(CloseReason.values())
			.mapToLong((reason) -> pool.pool().statistics().connections().closed(reason))
			.sum();
	}

	@Test
	void randomBytesInPlaceOfTls() throws Exception {
		SslContext context = TestCertificate.create().serverContext();
		try (TestPool peer = new TestPool(TestEndpoint.quiet()).start();
				TestPool pool = new TestPool(TestEndpoint.quiet()).tls(TlsSettings.of(context, Duration.ofSeconds(10)))
					.start();
				Bystander bystander = new Bystander(peer.connect())) {
			abuse(pool, new Random(12));
			// the others were reset before they were read
			assertThat(pool.pool().statistics().connections().closed(CloseReason.TLS_ERROR)).isPositive();
			assertThat(handshakes(pool)).isEqualTo(INPUTS);
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.SUCCESS).count()).isZero();
		}
	}

	/**
	 * Clients that a pool must not shake hands with, beside one that it does.
	 */
	@ParameterizedTest
	@MethodSource("hellos")
	void whatIsNoHelloOfOurs(String name, byte[] hello, boolean serverNames) throws Exception {
		int many = 20;
		TestCertificate certificate = TestCertificate.create();
		SslContext context = certificate.serverContext();
		TlsSettings tls = new TlsSettings(() -> context, serverNames ? (server) -> context : null, false,
				Duration.ofSeconds(1), new TlsReloadCounter());
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).tls(tls).start();
				Bystander bystander = new Bystander(pool.connect().secured(certificate.clientContext()))) {
			List<TestClient> clients = Stream.generate(() -> pool.connect().send(hello)).limit(many).toList();
			// an alert, at most, and the end; not before the timeout where more was
			// claimed
			clients.forEach((client) -> assertThat(client.readAll()).hasSizeLessThan(10));
			Awaitility.await()
				.untilAsserted(() -> assertThat(pool.pool().statistics().connections().closed(CloseReason.TLS_ERROR))
					.isEqualTo(many));
			assertThat(pool.acceptors().busy()).isOne();
			assertThat(handshakes(pool)).isEqualTo(many + 1);
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.SUCCESS).count()).isOne();
		}
	}

	static Stream<Arguments> hellos() {
		byte[] claims16Megabytes = ClientHello.of((byte) 3);
		Arrays.fill(claims16Megabytes, 6, 9, (byte) 0xff);
		byte[] sslVersion2 = { (byte) 0x80, 0x1c, 1, 0, 2, 0, 3, 0, 0, 0, 16, 1, 0, (byte) 0x80 };
		return Stream.of(Arguments.of("plaintext", "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
				Arguments.of("SSL 2", Arrays.copyOf(sslVersion2, 30)), Arguments.of("SSL 3", ClientHello.of((byte) 0)),
				Arguments.of("TLS 1.0", ClientHello.of((byte) 1)), Arguments.of("TLS 1.1", ClientHello.of((byte) 2)),
				Arguments.of("half of a hello", Arrays.copyOf(CLIENT_HELLO, 20)),
				Arguments.of("16 MB claimed", claims16Megabytes))
			.flatMap((hello) -> Stream.of(true, false)
				.map((serverNames) -> Arguments.of(hello.get()[0], hello.get()[1], serverNames)));
	}

	private static long handshakes(TestPool pool) {
		return Arrays.stream(TlsOutcome.values())
			.mapToLong((outcome) -> pool.pool().statistics().tlsHandshakes(outcome).count())
			.sum();
	}

	/**
	 * Send random bytes, some with the header of a TLS record, each time on a connection
	 * that then ends one way or the other.
	 */
	private static void abuse(TestPool pool, Random random) throws IOException {
		for (int i = 0; i < INPUTS; i++) {
			byte[] input = new byte[random.nextInt(1, 200)];
			random.nextBytes(input);
			if (i % 3 == 0 && input.length > 5) {
				input[0] = 22;
				input[1] = 3;
				input[2] = 1;
				input[3] = 0;
			}
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port())) {
				socket.setSoLinger(i % 2 == 0, 0);
				write(socket, input);
			}
			if (i % CROWD == 0) {
				awaitAccepted(pool, i + 1);
			}
		}
		assertAllIdle(pool, INPUTS);
	}

	/**
	 * More than this at a time might find no acceptor, or no place in the backlog, and
	 * would then not be counted as accepted.
	 */
	private static void awaitAccepted(TestPool pool, long connections) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.until(() -> pool.pool().statistics().connections().accepted() == connections
					&& pool.acceptors().busy() < CROWD);
	}

	/**
	 * The server may have closed the connection already.
	 */
	private static void write(Socket socket, byte[] input) {
		try {
			socket.getOutputStream().write(input);
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageMatching("(?i).*(broken pipe|connection reset).*");
		}
	}

	private static void assertAllIdle(TestPool pool, long accepted) {
		Awaitility.await().untilAsserted(() -> {
			assertThat(pool.pool().statistics().connections().accepted()).isEqualTo(accepted);
			assertThat(pool.acceptors().busy()).isZero();
			assertThat(closed(pool)).isEqualTo(accepted);
		});
	}

	/**
	 * After each byte of a ClientHello, the client ends the stream, or resets the
	 * connection, also after it has ended the stream.
	 */
	@ParameterizedTest
	@MethodSource("endsOnEachTransport")
	void aHandshakeThatEndsAtEachByte(Transport transport, End end) throws Exception {
		SslContext context = TestCertificate.create().serverContext();
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).transport(transport)
			.tls(TlsSettings.of(context, Duration.ofSeconds(10)))
			.start()) {
			for (int length = 0; length <= CLIENT_HELLO.length; length++) {
				try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port())) {
					write(socket, Arrays.copyOf(CLIENT_HELLO, length));
					end.on(socket);
				}
			}
			assertAllIdle(pool, CLIENT_HELLO.length + 1);
			assertThat(handshakes(pool)).isEqualTo(CLIENT_HELLO.length + 1);
		}
	}

	static Stream<Arguments> endsOnEachTransport() {
		return Stream.of(Transport.NIO, Transport.AUTO)
			.flatMap((transport) -> Arrays.stream(End.values()).map((end) -> Arguments.of(transport, end)));
	}

	@ParameterizedTest
	@ValueSource(classes = { StackOverflowError.class, OutOfMemoryError.class, LinkageError.class })
	void aHandlerThatFailsWithAnErrorFailsItsMessageAlone(Class<? extends Error> type) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("fail")) {
				throw type.getConstructor().newInstance();
			}
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).start();
				Bystander bystander = new Bystander(pool.connect());
				TestClient client = pool.connect()) {
			assertThat(client.send("fail\nnext\n").readLine()).isEqualTo("next");
			assertThat(pool.pool().statistics().messages().failed()).isOne();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aClientDoesNotWriteLinesOfTheLog(CapturedOutput output) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> Integer.valueOf(message.toString()));
		try (TestPool pool = new TestPool(endpoint).raw().start(); TestClient client = pool.connect()) {
			client.send("1\n2026-01-01 INFO all is well");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().messages().failed()).isOne());
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("For input string")
					.contains("1\\u000a2026-01-01 INFO all is well"));
			assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("2026-01-01"));
		}
	}

	@ParameterizedTest
	@EnumSource(End.class)
	void thousandsOfConnectionsThatSayNothing(End end) throws Exception {
		int many = 5_000;
		try (TestPool pool = new TestPool(TestEndpoint.quiet())
			.acceptors(new AcceptorSettings(many + 1, Overflow.REFUSE, 50, many + 1, null))
			.start(); Bystander bystander = new Bystander(pool.connect())) {
			Socket[] sockets = new Socket[many];
			for (int i = 0; i < many; i++) {
				sockets[i] = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port());
			}
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isEqualTo(many + 1));
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(pool.pool().statistics().connections().closed(CloseReason.NO_ACCEPTOR)).isOne();
			for (Socket socket : sockets) {
				end.on(socket);
				socket.close();
			}
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isOne());
		}
	}

	/**
	 * How a client leaves.
	 */
	private enum End {

		FIN {
			@Override
			void on(Socket socket) throws IOException {
				socket.close();
			}
		},

		RESET {
			@Override
			void on(Socket socket) throws IOException {
				socket.setSoLinger(true, 0);
			}
		},

		RESET_AFTER_FIN {
			@Override
			void on(Socket socket) throws IOException {
				socket.shutdownOutput();
				socket.setSoLinger(true, 0);
			}
		};

		abstract void on(Socket socket) throws IOException;

	}

}
