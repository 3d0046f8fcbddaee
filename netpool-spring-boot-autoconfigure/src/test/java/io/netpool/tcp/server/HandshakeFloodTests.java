package io.netpool.tcp.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpPoolStatistics.ActiveTlsHandshakes;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for many TLS handshakes at once on one I/O thread, which a task holds up until
 * all clients have sent their first message.
 */
@ExtendWith(OutputCaptureExtension.class)
class HandshakeFloodTests {

	private static final TestCertificate CERTIFICATE = TestCertificate.create();

	private static final int CLIENTS = 40;

	private final CountDownLatch heldUp = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	/**
	 * How often the server has selected its certificate: the most expensive step of a
	 * handshake follows.
	 */
	private final AtomicInteger selected = new AtomicInteger();

	/**
	 * The number of handshakes that had got that far when a message was handled.
	 */
	private final AtomicInteger selectedBefore = new AtomicInteger(-1);

	private volatile Runnable onSelection = () -> {
	};

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
		if (message.equals("hold up")) {
			((ServedConnection) connection).io().loop().execute(this::holdUp);
		}
		else if (message.equals("established")) {
			this.selectedBefore.set(this.selected.get());
		}
		return message;
	});

	/**
	 * Between two turns of the event loop: the next one finds all that was sent.
	 */
	private void holdUp() {
		this.heldUp.countDown();
		try {
			this.released.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@AfterEach
	void endThreads() {
		this.threads.shutdownNow();
	}

	private TestPool pool(Duration handshakeTimeout) throws Exception {
		SslContext context = SslContextBuilder.forServer(new CountingKeyManager())
			.sslProvider(SslProvider.JDK)
			.protocols("TLSv1.3")
			.build();
		return new TestPool(this.endpoint).threads(Threads.INLINE)
			.ioThreads(1)
			.tls(TlsSettings.of(context, handshakeTimeout))
			.start();
	}

	/**
	 * A client that has no session to resume.
	 */
	private static SSLSocket secured(Socket socket) throws Exception {
		return (SSLSocket) CERTIFICATE.newClientContext()
			.getSocketFactory()
			.createSocket(socket, "localhost", socket.getPort(), true);
	}

	private static TestClient connect(TestPool pool) throws Exception {
		TestClient client = new TestClient(secured(new Socket(InetAddress.getLoopbackAddress(), pool.pool().port())));
		assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
		return client;
	}

	private static ActiveTlsHandshakes active(TestPool pool) {
		return pool.pool().statistics().activeTlsHandshakes();
	}

	private static long ended(TestPool pool, TlsOutcome outcome) {
		return pool.pool().statistics().tlsHandshakes(outcome).count();
	}

	@Test
	void establishedConnectionsComeBeforeHandshakesAndAllHandshakesSucceed() throws Exception {
		CountDownLatch sent = new CountDownLatch(CLIENTS);
		try (TestPool pool = pool(Duration.ofSeconds(10));
				TestClient holder = connect(pool);
				TestClient established = connect(pool)) {
			List<Socket> sockets = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				sockets.add(new WatchedSocket(pool.pool().port(), sent));
			}
			Awaitility.await().untilAsserted(() -> assertThat(active(pool).count()).isEqualTo(CLIENTS));
			holder.send("hold up\n");
			assertThat(this.heldUp.await(10, TimeUnit.SECONDS)).isTrue();
			int before = this.selected.get();
			List<Future<String>> replies = sockets.stream().map((socket) -> this.threads.submit(() -> {
				try (TestClient client = new TestClient(secured(socket))) {
					return client.send("welcome\n").readLine();
				}
			})).toList();
			assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
			established.send("established\n");
			this.released.countDown();
			assertThat(established.readLine()).isEqualTo("established");
			assertThat(this.selectedBefore).hasValue(before);
			for (Future<String> reply : replies) {
				assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo("welcome");
			}
			assertThat(ended(pool, TlsOutcome.SUCCESS)).isEqualTo(CLIENTS + 2);
			assertThat(active(pool)).isEqualTo(new ActiveTlsHandshakes(0, 0));
		}
	}

	@Test
	void aHandshakeThatWaitsForTooLongTimesOut() throws Exception {
		Duration timeout = Duration.ofMillis(200);
		CountDownLatch sent = new CountDownLatch(1);
		try (TestPool pool = pool(timeout); TestClient holder = connect(pool)) {
			Socket socket = new WatchedSocket(pool.pool().port(), sent);
			Awaitility.await().untilAsserted(() -> assertThat(active(pool).count()).isOne());
			long began = System.nanoTime();
			holder.send("hold up\n");
			assertThat(this.heldUp.await(10, TimeUnit.SECONDS)).isTrue();
			int before = this.selected.get();
			Future<?> handshake = this.threads.submit(() -> {
				secured(socket).startHandshake();
				return null;
			});
			assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
			Awaitility.await().until(() -> System.nanoTime() - began > timeout.toNanos());
			this.released.countDown();
			assertThat(handshake).failsWithin(10, TimeUnit.SECONDS);
			Awaitility.await().untilAsserted(() -> assertThat(ended(pool, TlsOutcome.TIMEOUT)).isOne());
			assertThat(pool.pool().statistics().connections().closed(CloseReason.TLS_ERROR)).isOne();
			assertThat(this.selected).hasValue(before);
			assertThat(active(pool)).isEqualTo(new ActiveTlsHandshakes(0, 0));
		}
	}

	@Test
	void aClientThatGoesWhileItsHandshakeWaitsIsNoInternalError(CapturedOutput output) throws Exception {
		CountDownLatch sent = new CountDownLatch(1);
		try (TestPool pool = pool(Duration.ofSeconds(10)); TestClient holder = connect(pool)) {
			Socket first = new WatchedSocket(pool.pool().port(), sent);
			Socket gone = new Socket(InetAddress.getLoopbackAddress(), pool.pool().port());
			Awaitility.await().untilAsserted(() -> assertThat(active(pool).count()).isEqualTo(2));
			holder.send("hold up\n");
			assertThat(this.heldUp.await(10, TimeUnit.SECONDS)).isTrue();
			this.onSelection = () -> closeAndUseUpTheTurn(gone);
			Future<?> handshake = this.threads.submit(() -> {
				secured(first).startHandshake();
				return null;
			});
			assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
			gone.getOutputStream().write("no record of TLS\n".getBytes(StandardCharsets.US_ASCII));
			this.released.countDown();
			assertThat(handshake).succeedsWithin(10, TimeUnit.SECONDS);
			Awaitility.await().untilAsserted(() -> assertThat(active(pool).count()).isZero());
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(pool.pool().statistics().connections().closed(CloseReason.TLS_ERROR)).isOne());
			assertThat(output).doesNotContain("Internal error");
			first.close();
		}
	}

	/**
	 * In the first handshake, so that the event loop finds the socket closed before it
	 * comes to the second.
	 */
	private static void closeAndUseUpTheTurn(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
	}

	/**
	 * A socket that tells when its client has sent something.
	 */
	private static final class WatchedSocket extends Socket {

		private final CountDownLatch sent;

		private boolean counted;

		WatchedSocket(int port, CountDownLatch sent) throws IOException {
			super(InetAddress.getLoopbackAddress(), port);
			this.sent = sent;
		}

		@Override
		public OutputStream getOutputStream() throws IOException {
			return new FilterOutputStream(super.getOutputStream()) {

				@Override
				public void write(byte[] bytes, int offset, int length) throws IOException {
					this.out.write(bytes, offset, length);
					if (!WatchedSocket.this.counted) {
						WatchedSocket.this.counted = true;
						WatchedSocket.this.sent.countDown();
					}
				}

			};
		}

	}

	/**
	 * Counts the handshakes of the server that have selected its certificate.
	 */
	private final class CountingKeyManager extends X509ExtendedKeyManager {

		@Override
		public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
			if (!keyType.equals(CERTIFICATE.bundle().getKeyPair().getPrivate().getAlgorithm())) {
				return null;
			}
			HandshakeFloodTests.this.selected.incrementAndGet();
			HandshakeFloodTests.this.onSelection.run();
			return "server";
		}

		@Override
		public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
			throw new UnsupportedOperationException();
		}

		@Override
		public X509Certificate[] getCertificateChain(String alias) {
			return CERTIFICATE.bundle().getCertificatePath();
		}

		@Override
		public PrivateKey getPrivateKey(String alias) {
			return CERTIFICATE.bundle().getKeyPair().getPrivate();
		}

		@Override
		public String[] getServerAliases(String keyType, Principal[] issuers) {
			return new String[] { "server" };
		}

		@Override
		public String[] getClientAliases(String keyType, Principal[] issuers) {
			return null;
		}

		@Override
		public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
			return null;
		}

	}

}
