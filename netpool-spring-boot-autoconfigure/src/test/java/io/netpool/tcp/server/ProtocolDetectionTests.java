package io.netpool.tcp.server;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLSocket;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.detect.UndetectedEndpoint;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a pool that serves several protocols. That of the pool itself has lines, the
 * detected ones have messages that end with a semicolon.
 */
class ProtocolDetectionTests {

	private final TestEndpoint own = new TestEndpoint((connection, message) -> "own " + message);

	private final TestEndpoint tracker = endpoint("tracker");

	private final TestEndpoint meter = endpoint("meter");

	private static TestEndpoint endpoint(String name) {
		return new TestEndpoint((connection, message) -> connection.pool() + " " + message)
			.greeting((connection, nothing) -> "hello " + name);
	}

	private TestPool pool() {
		return new TestPool(this.own).protocol("tracker", "xx", this.tracker).protocol("meter", "m", this.meter);
	}

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theFirstBytesChooseFramingAndHandlers(Threads threads) {
		try (TestPool pool = pool().threads(threads).start()) {
			exchange(pool.connect(), "xx1;", "hello tracker;tracker xx1;");
			exchange(pool.connect(), "m1;m2;", "hello meter;meter m1;meter m2;");
			exchange(pool.connect(), "line\n", "own line\n");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aLaneOfOneMessageAwaitsTheGreetingOfTheDetectedProtocol(Threads threads) {
		try (TestPool pool = pool().threads(threads).queue(1).start()) {
			exchange(pool.connect(), "xx1;xx2;", "hello tracker;tracker xx1;tracker xx2;");
		}
	}

	@Test
	void bytesMayArriveOneAtATime() {
		try (TestPool pool = pool().start()) {
			TestClient client = pool.connect();
			for (char each : "xx".toCharArray()) {
				long before = pool.pool().statistics().bytes().received();
				client.send(String.valueOf(each));
				await().until(() -> pool.pool().statistics().bytes().received() == before + 1);
			}
			assertThat(client.receive(14)).isEqualTo("hello tracker;");
			exchange(client, "1;", "tracker xx1;");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void connectionEventsAreThoseOfTheDetectedProtocolAlone(Threads threads) throws InterruptedException {
		try (TestPool pool = pool().threads(threads).start()) {
			try (TestClient client = pool.connect()) {
				exchange(client, "xx1;", "hello tracker;tracker xx1;");
			}
			assertThat(this.tracker.nextReason()).isEqualTo(CloseReason.CLIENT);
			assertThat(this.tracker.events).containsExactly("connected", "xx1", "disconnected");
			assertThat(this.own.events).isEmpty();
			assertThat(this.meter.events).isEmpty();
		}
	}

	@Test
	void aConnectionBelongsToItsProtocolForThoseWhoFindIt() throws InterruptedException {
		try (TestPool pool = pool().start()) {
			TestClient client = pool.connect();
			exchange(client, "xx1;", "hello tracker;tracker xx1;");
			TcpConnection connection = this.tracker.nextConnection();
			assertThat(connection.pool()).isEqualTo("tracker");
			assertThat(pool.directory().pool("tracker").connections()).containsExactly(connection);
			pool.directory().pool("tracker").send("pushed");
			assertThat(client.receive(7)).isEqualTo("pushed;");
			assertThat(pool.pool().statistics().messages().received()).isOne();
			assertThat(pool.pool().protocols()).containsExactlyInAnyOrder("tracker", "meter");
		}
	}

	@Test
	void aConnectionOfNoProtocolIsClosedWhereThePoolHasNoHandlers() {
		try (TestPool pool = new TestPool(UndetectedEndpoint.INSTANCE).protocol("tracker", "xx", this.tracker)
			.start()) {
			TestClient client = pool.connect();
			client.send("xy");
			assertThat(client.receiveRest()).isEmpty();
			awaitClosed(pool, CloseReason.BAD_FRAME);
			assertThat(this.tracker.events).isEmpty();
			exchange(pool.connect(), "xx1;", "hello tracker;tracker xx1;");
		}
	}

	@Test
	void firstBytesThatBreakOffAreAnIncompleteFrame() {
		try (TestPool pool = new TestPool(UndetectedEndpoint.INSTANCE).protocol("tracker", "xx", this.tracker)
			.start()) {
			TestClient client = pool.connect();
			client.send("x").endOutput();
			assertThat(client.receiveRest()).isEmpty();
			awaitClosed(pool, CloseReason.INCOMPLETE_FRAME);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void firstBytesThatBreakOffBelongToThePoolItself(Threads threads) throws InterruptedException {
		try (TestPool pool = pool().threads(threads).raw().queue(1).start()) {
			TestClient client = pool.connect();
			client.send("x").endOutput();
			assertThat(client.receiveRest()).isEqualTo("own x");
			assertThat(this.own.nextReason()).isEqualTo(CloseReason.CLIENT);
		}
	}

	@Test
	void aConnectionWithoutBytesHasNoEvents() {
		try (TestPool pool = pool().start()) {
			TestClient client = pool.connect();
			client.endOutput();
			assertThat(client.receiveRest()).isEmpty();
			awaitClosed(pool, CloseReason.CLIENT);
			assertThat(this.own.events).isEmpty();
		}
	}

	@Test
	void theLongerOfTwoBeginningsWins() {
		try (TestPool pool = new TestPool(this.own).protocol("tracker", "x", this.tracker)
			.protocol("meter", "xx", this.meter)
			.start()) {
			exchange(pool.connect(), "xx1;", "hello meter;meter xx1;");
			exchange(pool.connect(), "x1;", "hello tracker;tracker x1;");
			TestClient client = pool.connect();
			client.send("x").endOutput();
			assertThat(client.receiveRest()).isEqualTo("hello tracker;tracker x;");
		}
	}

	@Test
	void theFirstMessageTimeoutEndsTheWaitForTheFirstBytes() {
		TimeoutSettings timeouts = new TimeoutSettings(null, null, Duration.ofMillis(50), null, null, null, null);
		try (TestPool pool = pool().timeouts(timeouts).start()) {
			TestClient client = pool.connect();
			client.send("x");
			assertThat(client.receiveRest()).isEmpty();
			awaitClosed(pool, CloseReason.FIRST_MESSAGE_TIMEOUT);
		}
	}

	@Test
	void aDrainSendsItsMessageToConnectionsOfKnownProtocolOnly() {
		try (TestPool pool = pool().shutdownMessage("bye").start()) {
			TestClient unknown = pool.connect();
			unknown.send("x");
			TestClient known = pool.connect();
			exchange(known, "xx1;", "hello tracker;tracker xx1;");
			pool.pool().drain().join();
			assertThat(known.receiveRest()).isEqualTo("bye;");
			assertThat(unknown.isAtEnd()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void detectionFollowsTheTlsHandshake(Threads threads) throws Exception {
		TestCertificate certificate = TestCertificate.create();
		TlsSettings tls = TlsSettings.of(certificate.serverContext(), Duration.ofSeconds(10));
		try (TestPool pool = pool().threads(threads).tls(tls).start();
				TestClient client = new TestClient((SSLSocket) certificate.clientContext()
					.getSocketFactory()
					.createSocket(InetAddress.getLoopbackAddress(), pool.pool().port()))) {
			client.send("x");
			exchange(client, "x1;", "hello tracker;tracker xx1;");
			assertThat(this.tracker.nextConnection().tlsSession()).isNotNull();
		}
	}

	@Test
	void detectionFollowsThePROXYHeader() throws InterruptedException {
		try (TestPool pool = pool()
			.proxy(new ProxySettings(ProxyMode.REQUIRED, List.of(CidrRange.of("127.0.0.1")), Duration.ofSeconds(10)))
			.start()) {
			exchange(pool.connect(), "PROXY TCP4 10.1.2.3 10.1.2.4 5 6\r\nxx1;", "hello tracker;tracker xx1;");
			assertThat(this.tracker.nextConnection().remoteAddress().getHostString()).isEqualTo("10.1.2.3");
		}
	}

	@Test
	void textHasTheCharsetOfTheDetectedProtocol() {
		try (TestPool pool = pool().start()) {
			TestClient client = pool.connect();
			client.send("m\u00fc;".getBytes(StandardCharsets.ISO_8859_1));
			client.receive("hello meter;".length());
			assertThat(client.read(9)).isEqualTo("meter m\u00fc;".getBytes(StandardCharsets.ISO_8859_1));
		}
	}

	private static void exchange(TestClient client, String sent, String received) {
		assertThat(client.ask(sent, received)).isEqualTo(received);
	}

	private static void awaitClosed(TestPool pool, CloseReason reason) {
		await().untilAsserted(() -> {
			assertThat(pool.pool().statistics().connections().closed(reason)).isOne();
			assertThat(pool.acceptors().busy()).isZero();
		});
	}

}
