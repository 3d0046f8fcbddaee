package io.netpool.tcp.server;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Headers as
 * <a href= "https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt">HAProxy's
 * specification</a> has them.
 */
@ExtendWith(NewThreads.class)
class ProxyProtocolTests {

	private static final String FROM_1 = "PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n";

	private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

	private static final byte PROXIED = 0x21;

	private static final byte LOCAL = 0x20;

	private static final byte TCP4 = 0x11;

	private static final byte TCP6 = 0x21;

	private static final Duration LONG = Duration.ofSeconds(30);

	private static ProxySettings proxies(ProxyMode mode, String... trusted) {
		return new ProxySettings(mode, Stream.of(trusted).map(CidrRange::of).toList(), LONG);
	}

	/**
	 * Tells clients who they are.
	 */
	private static TestEndpoint whoAmI() {
		return new TestEndpoint(
				(connection, message) -> message + " from " + connection.remoteAddress().getAddress().getHostAddress()
						+ " " + connection.remoteAddress().getPort());
	}

	private static TestPool pool(ProxyMode mode) {
		return new TestPool(whoAmI()).proxy(proxies(mode, "127.0.0.0/8"));
	}

	private static byte[] version2(byte command, byte family, String source, int port, int details) {
		try (ByteArrayOutputStream header = new ByteArrayOutputStream()) {
			byte[] from = source.isEmpty() ? new byte[0] : InetAddress.getByName(source).getAddress();
			int length = source.isEmpty() ? 0 : 2 * from.length + 4;
			header.write(SIGNATURE);
			header.write(new byte[] { command, family });
			header.write(ByteBuffer.allocate(2).putShort((short) (length + details)).array());
			if (length > 0) {
				header.write(from);
				header.write(from);
				header.write(ByteBuffer.allocate(4).putShort((short) port).putShort((short) 25).array());
			}
			if (details > 0) {
				// PP2_TYPE_NOOP
				header.write(ByteBuffer.allocate(details).put((byte) 4).putShort((short) (details - 3)).array());
			}
			return header.toByteArray();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void assertAnswer(TestClient client, String answer) {
		assertThat(client.send("hello\n").readLine()).isEqualTo("hello from " + answer);
	}

	private static void assertClosed(TestClient client, TestPool pool, CloseReason reason) {
		assertThat(client.isAtEnd()).isTrue();
		Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
		assertThat(pool.pool().statistics().connections().closed(reason)).isOne();
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void theHeaderTellsTheAddress(Transport transport) {
		try (TestPool pool = pool(ProxyMode.REQUIRED).transport(transport).start()) {
			assertAnswer(pool.connect().send(FROM_1), "192.0.2.7 4711");
			assertAnswer(pool.connect().send("PROXY TCP6 2001:db8::7 2001:db8::1 4711 25\r\n"),
					"2001:db8:0:0:0:0:0:7 4711");
			assertAnswer(pool.connect().send(version2(PROXIED, TCP4, "192.0.2.8", 4712, 0)), "192.0.2.8 4712");
			assertAnswer(pool.connect().send(version2(PROXIED, TCP6, "2001:db8::8", 4713, 0)),
					"2001:db8:0:0:0:0:0:8 4713");
			assertAnswer(pool.connect().send(version2(PROXIED, TCP4, "192.0.2.9", 4714, 4096)), "192.0.2.9 4714");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void thePortMayBeZero(boolean version2) {
		byte[] header = version2 ? version2(PROXIED, TCP4, "192.0.2.7", 0, 0)
				: "PROXY TCP4 192.0.2.7 198.51.100.1 0 0\r\n".getBytes(StandardCharsets.US_ASCII);
		try (TestPool pool = pool(ProxyMode.REQUIRED).start()) {
			assertAnswer(pool.connect().send(header), "192.0.2.7 0");
		}
	}

	@Test
	void whatFollowsUnknownIsIgnored() {
		try (TestPool pool = pool(ProxyMode.REQUIRED).start()) {
			TestClient proxy = pool.connect().send("PROXY UNKNOWN 2001:db8::1 x 1 2 3 4\r\n");
			assertAnswer(proxy, "127.0.0.1 " + proxy.socket().getLocalPort());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aProxyThatSpeaksForItselfHasItsOwnAddress(boolean version2) {
		byte[] header = version2 ? version2(LOCAL, (byte) 0, "", 0, 0)
				: "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII);
		try (TestPool pool = pool(ProxyMode.REQUIRED).start()) {
			TestClient proxy = pool.connect().send(header);
			assertAnswer(proxy, "127.0.0.1 " + proxy.socket().getLocalPort());
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aHeaderMayComeByteByByteAndWithTheFirstMessages(Transport transport) {
		try (TestPool pool = pool(ProxyMode.OPTIONAL).transport(transport).start()) {
			TestClient whole = pool.connect().send(FROM_1 + "one\ntwo\n");
			assertThat(whole.readLine()).isEqualTo("one from 192.0.2.7 4711");
			assertThat(whole.readLine()).isEqualTo("two from 192.0.2.7 4711");
			TestClient torn = pool.connect();
			for (byte next : version2(PROXIED, TCP4, "192.0.2.8", 4712, 5)) {
				torn.send(new byte[] { next });
			}
			assertAnswer(torn, "192.0.2.8 4712");
		}
	}

	@Test
	void nobodyIsToldOfTheConnectionBeforeItsHeaderIsThere() {
		TestEndpoint endpoint = whoAmI().greeting((connection, nothing) -> "welcome " + connection.remoteAddress());
		try (TestPool pool = new TestPool(endpoint).proxy(proxies(ProxyMode.REQUIRED, "127.0.0.1")).start()) {
			TestClient client = pool.connect().send(FROM_1.substring(0, 20));
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isOne());
			assertThat(endpoint.events).isEmpty();
			assertThat(client.send(FROM_1.substring(20)).readLine()).isEqualTo("welcome /192.0.2.7:4711");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "hello", "h", "", "P", "PROXIES" })
	void anOptionalHeaderMayBeMissing(String text) {
		try (TestPool pool = pool(ProxyMode.OPTIONAL).start()) {
			TestClient client = pool.connect();
			for (byte next : (text + "\n").getBytes(StandardCharsets.US_ASCII)) {
				client.send(new byte[] { next });
			}
			String address = " from 127.0.0.1 " + client.socket().getLocalPort();
			(text + "\n").lines().forEach((line) -> assertThat(client.readLine()).isEqualTo(line + address));
			assertAnswer(client, address.substring(" from ".length()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "hello, this is no header\n", "PROXY TCP4 office.example 198.51.100.1 4711 25\r\n",
			"PROXY TCP4 192.0.2.7 198.51.100.1 4711\r\n", "PROXY UDP4 192.0.2.7 198.51.100.1 4711 25\r\n",
			"PROXY TCP4 192.0.2.7 198.51.100.1 65536 25\r\n", "PROXY TCP4 192.0.2.7 198.51.100.1 -1 25\r\n",
			"PROXY TCP4 192.0.2.7 198.51.100.1 4711 x\r\n", "PROXY TCP4 2001:db8::7 2001:db8::1 4711 25\r\n",
			"PROXY TCP4 192.0.2.7 198.51.100.1 4711 25 \r\n", "PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\n",
			"PROXY \r\n", "PROXY TCP4  192.0.2.7 198.51.100.1 4711 25\r\n" })
	void whatIsNoHeaderClosesTheConnectionAlone(String text) {
		try (TestPool pool = pool(ProxyMode.REQUIRED).start(); TestClient bad = pool.connect().send(text)) {
			assertClosed(bad, pool, CloseReason.PROXY_ERROR);
			assertAnswer(pool.connect().send(FROM_1), "192.0.2.7 4711");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\r\n" })
	void aHeaderOfVersion1IsNotWaitedForWhenItIsTooLong(String end) {
		try (TestPool pool = pool(ProxyMode.REQUIRED).start(); TestClient bad = pool.connect()) {
			bad.send("PROXY UNKNOWN " + "x".repeat(93) + end);
			assertClosed(bad, pool, CloseReason.PROXY_ERROR);
		}
	}

	@Test
	void aHeaderOfVersion1MayHaveItsMaximumLength() {
		try (TestPool pool = pool(ProxyMode.REQUIRED).start()) {
			TestClient proxy = pool.connect().send("PROXY UNKNOWN " + "x".repeat(91) + "\r\n");
			assertAnswer(proxy, "127.0.0.1 " + proxy.socket().getLocalPort());
		}
	}

	@Test
	void aHeaderOfVersion2ThatClaimsTooMuchIsNotWaitedFor() {
		byte[] header = version2(PROXIED, TCP4, "192.0.2.8", 4712, 60_000);
		try (TestPool pool = pool(ProxyMode.REQUIRED).start(); TestClient bad = pool.connect()) {
			bad.send(Arrays.copyOf(header, 5000));
			assertClosed(bad, pool, CloseReason.PROXY_ERROR);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "OPTIONAL", "REQUIRED" })
	void aHeaderThatHasBegunIsNotWaitedForForEver(ProxyMode mode) {
		try (TestPool pool = impatient(mode).start(); TestClient slow = pool.connect().send("PROXY ")) {
			assertClosed(slow, pool, CloseReason.PROXY_ERROR);
		}
	}

	@Test
	void aRequiredHeaderIsNotWaitedForForEver() {
		try (TestPool pool = impatient(ProxyMode.REQUIRED).start(); TestClient silent = pool.connect()) {
			assertClosed(silent, pool, CloseReason.PROXY_ERROR);
		}
	}

	/**
	 * It may wait for the greeting, or have sent what a header could begin with.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "\r\n" })
	void aClientWithoutTheOptionalHeaderIsServedInTheEnd(String sent) {
		try (TestPool pool = impatient(ProxyMode.OPTIONAL).start(); TestClient client = pool.connect().send(sent)) {
			assertThat(client.readLine().strip()).isEqualTo("welcome");
			if (!sent.isEmpty()) {
				assertThat(client.readLine()).startsWith(" from 127.0.0.1 ");
			}
			assertThat(client.send("hello\n").readLine()).startsWith("hello from 127.0.0.1 ");
		}
	}

	private static TestPool impatient(ProxyMode mode) {
		TestEndpoint endpoint = whoAmI().greeting((connection, nothing) -> "welcome");
		return new TestPool(endpoint)
			.proxy(new ProxySettings(mode, List.of(CidrRange.of("127.0.0.1")), Duration.ofMillis(50)));
	}

	@Test
	void aClientThatLeavesBeforeTheHeaderIsNoError() {
		try (TestPool pool = pool(ProxyMode.REQUIRED).start(); TestClient probe = pool.connect()) {
			probe.endOutput();
			assertClosed(probe, pool, CloseReason.CLIENT);
		}
	}

	@Test
	void whoIsNotTrustedIsRefusedWhereAHeaderIsRequired() {
		try (TestPool pool = new TestPool(whoAmI()).proxy(proxies(ProxyMode.REQUIRED, "127.0.0.2")).start();
				TestClient forger = pool.connect()) {
			assertClosed(forger, pool, CloseReason.DENIED_ADDRESS);
			assertThat(pool.pool().statistics().connections().refusedInTotal()).isOne();
		}
	}

	@Test
	void theHeaderOfWhoIsNotTrustedIsAMessageWhereItIsOptional() {
		try (TestPool pool = new TestPool(whoAmI()).proxy(proxies(ProxyMode.OPTIONAL, "127.0.0.2")).start()) {
			TestClient forger = pool.connect().send(FROM_1);
			assertThat(forger.readLine().strip())
				.isEqualTo(FROM_1.strip() + " from 127.0.0.1 " + forger.socket().getLocalPort());
		}
	}

	@Test
	void theAddressThatIsToldIsTheOneThatMayConnectOrNot() {
		LimitSettings limits = new LimitSettings(0, List.of(), List.of(CidrRange.of("192.0.2.0/24")), 0, 0,
				MessagesOverflow.PAUSE);
		TestEndpoint endpoint = whoAmI();
		try (TestPool pool = new TestPool(endpoint).proxy(proxies(ProxyMode.REQUIRED, "127.0.0.1"))
			.limits(limits)
			.start(); TestClient denied = pool.connect().send(FROM_1 + "hello\n")) {
			assertClosed(denied, pool, CloseReason.DENIED_ADDRESS);
			assertThat(endpoint.events).isEmpty();
			assertThat(pool.pool().statistics().connections().accepted()).isOne();
			assertThat(pool.pool().statistics().connections().refusedInTotal()).isOne();
			assertAnswer(pool.connect().send(FROM_1.replace("192.0.2", "192.0.3")), "192.0.3.7 4711");
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void connectionsCountForTheAddressThatIsTold(Transport transport) {
		LimitSettings limits = new LimitSettings(2, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE);
		try (TestPool pool = pool(ProxyMode.OPTIONAL).limits(limits).transport(transport).start()) {
			TestClient first = pool.connect().send(FROM_1);
			TestClient second = pool.connect().send(FROM_1);
			assertAnswer(first, "192.0.2.7 4711");
			assertAnswer(second, "192.0.2.7 4711");
			try (TestClient third = pool.connect().send(FROM_1)) {
				assertThat(third.isAtEnd()).isTrue();
			}
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(pool.pool().statistics().connections().closed(CloseReason.ADDRESS_LIMIT))
							.isOne());
			assertAnswer(pool.connect().send(FROM_1.replace("192.0.2", "192.0.3")), "192.0.3.7 4711");
			first.close();
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isEqualTo(2));
			assertAnswer(pool.connect().send(FROM_1), "192.0.2.7 4711");
		}
	}

	@Test
	void theHeaderComesBeforeTls() {
		TestCertificate certificate = TestCertificate.create();
		SSLContext context = certificate.clientContext();
		TlsSettings tls = TlsSettings.of(certificate.serverContext(), LONG);
		try (TestPool pool = pool(ProxyMode.OPTIONAL).tls(tls).start()) {
			assertAnswer(pool.connect().send(FROM_1).secured(context), "192.0.2.7 4711");
			TestClient direct = pool.connect().secured(context);
			assertAnswer(direct, "127.0.0.1 " + direct.socket().getLocalPort());
			try (TestClient inTls = pool.connect().secured(context)) {
				assertThat(inTls.send(FROM_1).readLine()).startsWith(FROM_1.strip() + " from 127.0.0.1 ");
			}
		}
	}

	@Test
	void aPoolDrainsWhileAHeaderIsWaitedFor() {
		try (TestPool pool = pool(ProxyMode.REQUIRED).start(); TestClient silent = pool.connect().send("PROXY")) {
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isOne());
			assertThat(pool.pool().drain()).succeedsWithin(Duration.ofSeconds(10));
			assertThat(silent.isAtEnd()).isTrue();
		}
	}

}
