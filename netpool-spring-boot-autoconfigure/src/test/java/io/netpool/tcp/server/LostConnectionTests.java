package io.netpool.tcp.server;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connections that are lost while messages are queued: a network error ends the
 * output only.
 */
class LostConnectionTests {

	private static final int MESSAGES = 100;

	private static final TestCertificate CERTIFICATE = TestCertificate.create();

	/**
	 * The reply to the first message, during which the others are received.
	 */
	private final CompletableFuture<Object> first = new CompletableFuture<>();

	private final TestEndpoint endpoint = new TestEndpoint(
			(connection, message) -> message.equals("0") ? this.first : message);

	static Stream<Arguments> transportsAndThreads() {
		return AcceptorPoolTests.transports()
			.stream()
			.flatMap((transport) -> Threads.available().stream().map((threads) -> Arguments.of(transport, threads)));
	}

	private TestPool pool(Transport transport, Threads threads) {
		return new TestPool(this.endpoint).transport(transport).threads(threads);
	}

	private static String lines(int from, int to) {
		StringBuilder lines = new StringBuilder();
		IntStream.range(from, to).forEach((number) -> lines.append(number).append('\n'));
		return lines.toString();
	}

	private static void awaitReceived(TestPool pool, String sent) {
		Awaitility.await().until(() -> pool.pool().statistics().bytes().received() == sent.length());
	}

	private void assertAllAreHandled(TestPool pool, CloseReason expected) throws Exception {
		assertThat(this.endpoint.nextReason()).isEqualTo(expected);
		List<String> events = Stream
			.of(Stream.of("connected"), IntStream.range(0, MESSAGES).mapToObj(String::valueOf),
					Stream.of("disconnected"))
			.flatMap((part) -> part)
			.toList();
		assertThat(List.copyOf(this.endpoint.events)).isEqualTo(events);
		Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
	}

	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void whatIsQueuedWhenTheClientResetsIsHandled(Transport transport, Threads threads) throws Exception {
		try (TestPool pool = pool(transport, threads).start()) {
			String sent = lines(0, MESSAGES);
			TestClient client = pool.connect().send(sent);
			awaitReceived(pool, sent);
			client.reset();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			this.first.complete("first");
			assertAllAreHandled(pool, CloseReason.NETWORK_ERROR);
		}
	}

	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void whatIsReceivedWhileTheLaneIsFullIsHandled(Transport transport, Threads threads) throws Exception {
		try (TestPool pool = pool(transport, threads).queue(4).start()) {
			String sent = lines(0, MESSAGES);
			TestClient client = pool.connect().send(sent);
			awaitReceived(pool, sent);
			client.reset();
			this.first.complete("first");
			assertAllAreHandled(pool, CloseReason.NETWORK_ERROR);
		}
	}

	@ParameterizedTest
	@MethodSource("transportsAndThreads")
	void whatTheSystemHasReceivedIsReadWhenAReplyCanNotBeWritten(Transport transport, Threads threads)
			throws Exception {
		try (TestPool pool = pool(transport, threads).queue(4).start()) {
			TestClient client = pool.connect().send(lines(0, 10));
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isOne());
			client.send(lines(10, MESSAGES));
			client.reset();
			this.first.complete("first");
			assertAllAreHandled(pool, CloseReason.NETWORK_ERROR);
		}
	}

	@Test
	void aTornFrameBeforeAResetIsNotHandled() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).raw().start()) {
			// the beginning of a character of two bytes
			TestClient client = pool.connect().send(new byte[] { 'a', (byte) 0xc3 });
			Awaitility.await().until(() -> this.endpoint.events.contains("a"));
			client.reset();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.NETWORK_ERROR);
			assertThat(this.endpoint.events).containsExactly("connected", "a", "disconnected");
		}
	}

	@Test
	void whatIsQueuedWhenTlsFailsIsHandled() throws Exception {
		TlsSettings tls = TlsSettings.of(CERTIFICATE.serverContext(), Duration.ofSeconds(10));
		try (TestPool pool = new TestPool(this.endpoint).tls(tls).start()) {
			Socket plain = pool.connect().socket();
			TestClient client = new TestClient(over(plain)).send(lines(0, MESSAGES));
			awaitReceived(pool, lines(0, MESSAGES));
			plain.getOutputStream().write("this is no record of TLS".getBytes());
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			this.first.complete("first");
			assertAllAreHandled(pool, CloseReason.TLS_ERROR);
			client.close();
		}
	}

	private static SSLSocket over(Socket socket) throws IOException {
		return (SSLSocket) CERTIFICATE.clientContext()
			.getSocketFactory()
			.createSocket(socket, "localhost", socket.getPort(), false);
	}

	@Test
	void anAbortDiscardsWhatIsReceivedWhileTheLaneIsFull() throws Exception {
		TestEndpoint blocking = new TestEndpoint((connection, message) -> this.first.get());
		try (TestPool pool = new TestPool(blocking).queue(4).start()) {
			String sent = lines(0, MESSAGES);
			TestClient client = pool.connect().send(sent);
			awaitReceived(pool, sent);
			client.reset();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			blocking.nextConnection().abort();
			this.first.complete("first");
			assertThat(blocking.nextReason()).isEqualTo(CloseReason.NETWORK_ERROR);
			assertThat(blocking.events).containsExactly("connected", "0", "disconnected");
		}
	}

}
