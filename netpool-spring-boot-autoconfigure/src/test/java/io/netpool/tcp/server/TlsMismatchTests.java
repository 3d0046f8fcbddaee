package io.netpool.tcp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

import javax.net.ssl.SSLSocket;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.handler.ssl.SslContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Clients that use TLS where the pool does not, and the other way round.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsMismatchTests {

	private static final TestCertificate CERTIFICATE = TestCertificate.create();

	private static final String CLEAR_TEXT = " seems not to use TLS, which 'netpool.tcp.ssl' requires: its first bytes are not a TLS record";

	private static final String TLS = " seems to use TLS, which 'netpool.tcp.ssl' does not enable: its first bytes are a TLS ClientHello";

	private final TestEndpoint endpoint = TestEndpoint.echo();

	private static SslContext context() {
		return CERTIFICATE.serverContext();
	}

	private void shakeHands(TestPool pool) throws IOException {
		try (SSLSocket socket = (SSLSocket) CERTIFICATE.clientContext()
			.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), pool.pool().port())) {
			assertThatExceptionOfType(IOException.class).isThrownBy(socket::startHandshake);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "hello world\n", "GET / HTTP/1.1\r\n\r\n" })
	void clearTextOnAPortWithTlsIsLoggedOnceInAWhile(String text, CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).tls(TlsSettings.of(context(), Duration.ofSeconds(10)))
			.start()) {
			for (int i = 0; i < 3; i++) {
				pool.connect().send(text).receiveRest();
			}
			awaitClosed(pool, CloseReason.TLS_ERROR, 3);
			assertThat(output).containsOnlyOnce(CLEAR_TEXT)
				.containsPattern(
						"INFO .*The client of connection \\S+ of pool 'default' from 127.0.0.1:\\d+" + CLEAR_TEXT);
		}
	}

	@Test
	void aTlsClientThatFailsOtherwiseIsNotOneInTheClear(CapturedOutput output) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).tls(TlsSettings.of(context(), Duration.ofSeconds(10)))
			.start()) {
			TestClient client = pool.connect();
			client.endOutput();
			assertThat(client.isAtEnd()).isTrue();
			awaitClosed(pool, CloseReason.TLS_ERROR, 1);
			assertThat(output).doesNotContain(" seems ");
		}
	}

	@Test
	void tlsOnAPortInTheClearIsLoggedOnceInAWhile(CapturedOutput output) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			for (int i = 0; i < 3; i++) {
				byte[] hello = HexFormat.of().parseHex("160301002801000024" + "03".repeat(36));
				TestClient client = pool.connect().send(hello);
				client.endOutput();
				assertThat(client.isAtEnd()).isTrue();
			}
			awaitClosed(pool, CloseReason.INCOMPLETE_FRAME, 3);
			assertThat(output).containsOnlyOnce(TLS)
				.containsPattern("INFO .*The client of connection \\S+ of pool 'default' from 127.0.0.1:\\d+" + TLS);
		}
	}

	@Test
	void theClientOfTheJdkIsKnownByItsFirstBytes(CapturedOutput output) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).raw().start()) {
			shakeHands(pool);
			assertThat(output).contains(TLS);
		}
	}

	@Test
	void tlsThatComesTooEarlyIsNamedSo(CapturedOutput output) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).raw()
			.tls(new TlsSettings(TlsMismatchTests::context, null, true, Duration.ofSeconds(10), new TlsReloadCounter()))
			.start()) {
			shakeHands(pool);
			assertThat(output)
				.contains(" seems to use TLS, which 'netpool.tcp.ssl.start-tls' starts later: its first bytes are");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "160301002801000025", "170301002801000024", "160501002801000024", "160301002802000024",
			"1603010028010000" })
	void bytesThatOnlyResembleTlsAreNotTakenForIt(String start, CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).start()) {
			String bytes = new String(HexFormat.of().parseHex(start), StandardCharsets.ISO_8859_1) + "\n";
			assertThat(pool.connect().send(bytes).readLine()).isEqualTo(bytes.substring(0, bytes.length() - 1));
			assertThat(output).doesNotContain(" seems ");
		}
	}

	private static void awaitClosed(TestPool pool, CloseReason reason, int times) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(pool.pool().statistics().connections().closed(reason)).isEqualTo(times));
	}

}
