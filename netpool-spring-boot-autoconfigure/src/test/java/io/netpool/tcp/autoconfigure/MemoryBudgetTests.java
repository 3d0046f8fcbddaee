package io.netpool.tcp.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.autoconfigure.EchoingProcess.Report;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients can make a server with default settings keep on its heap, measured from
 * outside: the heap of a JVM of its own, after its garbage was collected.
 */
class MemoryBudgetTests {

	private static final int PIECE = 4096;

	/**
	 * What one client sends to a server that reads on for ever, and all of them send.
	 */
	private static final long MAX_SENT = 16 * 1024 * 1024;

	private static final long MAX_SENT_BY_ALL = 32 * 1024 * 1024;

	/**
	 * The time without progress after which the server is thought to read no more.
	 */
	private static final Duration QUIET = Duration.ofSeconds(1);

	/**
	 * What {@code outbound.max-pending} permits, and one reply.
	 */
	private static final long MAX_PENDING = 1024 * 1024 + 2 * Hog.MAX_LENGTH;

	/**
	 * What the process holds now and then: code that was loaded, and caches.
	 */
	private static final long TOLERANCE = 1024 * 1024;

	@TempDir
	private static Path directory;

	private static EchoingProcess process;

	@BeforeEach
	void start() throws Exception {
		if (process != null && process.isAlive()) {
			return;
		}
		X509Bundle bundle = TestPem.certificate(Algorithm.ecp256);
		Path certificate = Files.writeString(directory.resolve("certificate.pem"), bundle.getCertificatePathPEM());
		Path key = Files.writeString(directory.resolve("key.pem"), bundle.getPrivateKeyPEM());
		process = new EchoingProcess("128m", directory.resolve("log").toFile(), "--netpool.tcp.port=0",
				"--netpool.tcp.framing.mode=line", "--netpool.tcp.pools.proxied.port=0",
				"--netpool.tcp.pools.proxied.proxy-protocol.mode=required",
				"--netpool.tcp.pools.proxied.proxy-protocol.trusted=127.0.0.1", "--netpool.tcp.pools.secure.port=0",
				"--netpool.tcp.pools.secure.ssl.pem=" + certificate, "--netpool.tcp.pools.secure.ssl.key=" + key);
	}

	@AfterAll
	static void stop() {
		process.close();
	}

	@ParameterizedTest
	@EnumSource
	void clientsDoNotExceedTheirBudget(Hog hog) throws IOException {
		// what the first client of this kind leaves behind, it leaves once
		Client first = new Client(process.report(hog.pool()).port(), hog);
		first.sendPiece();
		first.channel.close();
		Report before = awaitNobody(hog);
		List<Client> clients = new ArrayList<>();
		try {
			for (int i = 0; i < hog.clients(); i++) {
				clients.add(new Client(before.port(), hog));
			}
			Progress progress = new Progress();
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
				long sent = send(clients);
				Report now = process.report(hog.pool());
				assertThat(now.held() - before.held()).as("bytes on the heap").isLessThan(TOLERANCE + hog.maxBytes());
				assertThat(now.pending()).as("bytes pending").isLessThan(hog.clients() * MAX_PENDING);
				return progress.hasEnded(sent, now.received());
			});
		}
		finally {
			for (Client client : clients) {
				client.channel.close();
			}
		}
	}

	/**
	 * Send pieces until no client can send more for the moment.
	 * @return the number of bytes
	 */
	private static long send(List<Client> clients) {
		long sent = 0;
		long now;
		do {
			now = 0;
			for (Client client : clients) {
				now += client.sendPiece();
			}
			sent += now;
		}
		while (now > 0);
		return sent;
	}

	private static Report awaitNobody(Hog hog) throws IOException {
		Awaitility.await().until(() -> process.report(hog.pool()).busy() == 0);
		return process.report(hog.pool());
	}

	/**
	 * Whether the server goes on reading.
	 */
	private static final class Progress {

		private long last = System.nanoTime();

		private long received;

		private boolean hasEnded(long sentNow, long receivedSoFar) {
			long now = System.nanoTime();
			if (sentNow > 0 || receivedSoFar > this.received) {
				this.last = now;
			}
			this.received = receivedSoFar;
			return now - this.last > QUIET.toNanos();
		}

	}

	private static final class Client {

		private final SocketChannel channel;

		private final ByteBuffer input;

		private final boolean repeats;

		private final long most;

		private long sent;

		private Client(int port, Hog hog) throws IOException {
			this.channel = SocketChannel.open();
			// small, so that the server can't leave what is not read to the kernel
			this.channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
			this.channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			this.channel.configureBlocking(false);
			this.input = ByteBuffer.wrap(hog.input());
			this.repeats = hog.repeats();
			this.most = Math.max(MAX_SENT, MAX_SENT_BY_ALL / hog.clients());
		}

		/**
		 * Send a piece, unless the server does not read, or has closed the connection.
		 */
		private int sendPiece() {
			if (!this.input.hasRemaining() && this.repeats) {
				this.input.rewind();
			}
			if (!this.input.hasRemaining() || this.sent >= this.most) {
				return 0;
			}
			int limit = this.input.limit();
			this.input.limit(Math.min(limit, this.input.position() + PIECE));
			try {
				int count = this.channel.write(this.input);
				this.sent += count;
				return count;
			}
			catch (IOException ex) {
				this.sent = this.most;
				return 0;
			}
			finally {
				this.input.limit(limit);
			}
		}

	}

}
