package io.netpool.tcp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpPoolStatistics.TlsOutcome;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netty.handler.ssl.SslContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that are too many, too slow or too greedy: another one notices nothing, and
 * afterwards the pool is as before.
 */
@ExtendWith(NewThreads.class)
class OverloadTests {

	private static final String CROWD = "127.0.0.2";

	private static final int MANY = 300;

	static List<Threads> threadsThatMayBlock() {
		return Threads.available().stream().filter((threads) -> threads != Threads.INLINE).toList();
	}

	private static List<TestClient> crowd(TestPool pool) {
		return Stream.generate(() -> TestClient.connectFrom(CROWD, pool.pool().port())).limit(MANY).toList();
	}

	private static void assertCounted(TestPool pool, CloseReason reason, int count) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(pool.pool().statistics().connections().closed(reason)).isEqualTo(count));
	}

	private static void assertBystanderAlone(TestPool pool) {
		Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isOne());
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void moreThanThereAreAcceptors(Transport transport) throws Exception {
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).transport(transport)
			.acceptors(new AcceptorSettings(101, Overflow.REFUSE, 1, 101, null))
			.start(); Bystander bystander = new Bystander(pool.connect())) {
			List<TestClient> crowd = crowd(pool);
			assertCounted(pool, CloseReason.NO_ACCEPTOR, MANY - 100);
			crowd.forEach(TestClient::close);
			assertBystanderAlone(pool);
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void moreThanOneAddressMayHave(Transport transport) throws Exception {
		LimitSettings limits = new LimitSettings(10, List.of(), List.of(), 0, 0, MessagesOverflow.PAUSE);
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).transport(transport).limits(limits).start();
				Bystander bystander = new Bystander(pool.connect())) {
			List<TestClient> crowd = crowd(pool);
			assertCounted(pool, CloseReason.ADDRESS_LIMIT, MANY - 10);
			crowd.forEach(TestClient::close);
			assertBystanderAlone(pool);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "FIRST_MESSAGE_TIMEOUT", "FRAME_TIMEOUT" })
	void clientsThatSendByteByByte(CloseReason reason) throws Exception {
		Duration patience = Duration.ofMillis(500);
		TimeoutSettings timeouts = (reason == CloseReason.FRAME_TIMEOUT)
				? new TimeoutSettings(null, null, null, patience, null, null, null)
				: new TimeoutSettings(null, null, patience, null, null, null, null);
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).timeouts(timeouts).start();
				Bystander bystander = new Bystander(pool.connect())) {
			List<TestClient> crowd = crowd(pool);
			Awaitility.await().untilAsserted(() -> {
				crowd.forEach(OverloadTests::drip);
				assertThat(pool.pool().statistics().connections().closed(reason)).isEqualTo(MANY);
			});
			crowd.forEach(TestClient::close);
			assertBystanderAlone(pool);
		}
	}

	private static void drip(TestClient client) {
		try {
			client.send("x");
		}
		catch (UncheckedIOException ex) {
			// it was closed, as it should be
		}
	}

	/**
	 * Pushes a gigabyte, in messages that share their bytes, to a client that never
	 * reads.
	 */
	@ParameterizedTest
	@EnumSource
	void aClientThatNeverReads(OutboundOverflow overflow) throws Exception {
		int maxPending = 256 * 1024;
		byte[] chunk = new byte[64 * 1024];
		AtomicInteger refused = new AtomicInteger();
		CompletableFuture<Long> most = new CompletableFuture<>();
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).outbound(maxPending, overflow)
			.timeouts(new TimeoutSettings(null, null, null, null, Duration.ofMillis(500), null, null))
			.start(); Bystander bystander = new Bystander(pool.connect())) {
			TestClient greedy = connectReadingLittle(pool);
			TcpConnection connection = connectionsOf(List.of(greedy), pool).get(0);
			new Thread(() -> {
				long pending = 0;
				for (int i = 0; i < 16 * 1024; i++) {
					connection.send(chunk).whenComplete((nothing, failure) -> {
						if (failure != null) {
							refused.incrementAndGet();
						}
					});
					pending = Math.max(pending, pool.pool().statistics().bytes().pending());
				}
				most.complete(pending);
			}, "pusher").start();
			assertThat(most).succeedsWithin(Duration.ofSeconds(30))
				.satisfies((bytes) -> assertThat(bytes).isBetween(1L, (long) maxPending + chunk.length));
			assertCounted(pool,
					(overflow == OutboundOverflow.WAIT) ? CloseReason.WRITE_TIMEOUT : CloseReason.SLOW_READER, 1);
			assertThat(refused).hasPositiveValue();
			greedy.close();
			assertBystanderAlone(pool);
		}
	}

	private static TestClient connectReadingLittle(TestPool pool) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), pool.pool().port()));
		return new TestClient(socket);
	}

	private static List<TcpConnection> connectionsOf(List<TestClient> clients, TestPool pool) {
		Set<SocketAddress> addresses = clients.stream()
			.map((client) -> client.socket().getLocalSocketAddress())
			.collect(Collectors.toSet());
		return Awaitility.await()
			.until(() -> pool.directory()
				.all()
				.filter((connection) -> addresses.contains(connection.remoteAddress()))
				.toList(), (found) -> found.size() == clients.size());
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void handlersThatBlockForEver(Threads threads) throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger blocked = new AtomicInteger();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("block")) {
				blocked.incrementAndGet();
				never.await();
			}
			return message;
		}).ignoringConnections();
		try (TestPool pool = new TestPool(endpoint).threads(threads).handlerThreads(16).start();
				Bystander bystander = new Bystander(pool.connect())) {
			List<TestClient> clients = Stream.generate(() -> pool.connect().send("block\nblock\n")).limit(10).toList();
			Awaitility.await().untilAsserted(() -> assertThat(blocked).hasValue(10));
			assertThat(pool.connect().send("hello\n").readLine()).isEqualTo("hello");
			clients.forEach(TestClient::close);
			// those whose handlers do not end are cut when the pool stops
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void moreThanThereAreFileDescriptors(@TempDir Path directory) throws Exception {
		try (EchoProcess server = new EchoProcess(256, directory.resolve("log"))) {
			List<TestClient> crowd = new ArrayList<>();
			try (Bystander bystander = new Bystander(TestClient.connect(server.port()))) {
				for (int i = 0; i < MANY; i++) {
					crowd.add(TestClient.connect(server.port()));
				}
				Awaitility.await()
					.untilAsserted(() -> assertThat(server.log()).contains("could not accept a connection"));
				// those that wait in the backlog are served when others have gone
				crowd.subList(0, MANY - 50).forEach(TestClient::close);
				for (TestClient client : crowd.subList(MANY - 50, MANY)) {
					assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
					client.close();
				}
			}
		}
	}

	@Test
	void aCertificateThatIsReplacedUnderLoad() throws Exception {
		TestCertificate first = TestCertificate.create();
		TestCertificate second = TestCertificate.create();
		SslContext[] contexts = { first.serverContext(), second.serverContext() };
		AtomicInteger turn = new AtomicInteger();
		TlsSettings tls = new TlsSettings(() -> contexts[turn.get() % 2], null, false, Duration.ofSeconds(30),
				new TlsReloadCounter());
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).tls(tls).start();
				Bystander bystander = new Bystander(pool.connect().secured(first.clientContext()))) {
			for (int i = 0; i < 100; i++) {
				turn.set(i);
				try (TestClient client = pool.connect().secured(((i % 2 == 0) ? first : second).newClientContext())) {
					assertThat(client.send("hello\n").readLine()).isEqualTo("hello");
				}
			}
			assertThat(pool.pool().statistics().tlsHandshakes(TlsOutcome.SUCCESS).count()).isEqualTo(101);
			assertBystanderAlone(pool);
		}
	}

	/**
	 * Nothing is read from them any more, so the next thing that is sent tells.
	 */
	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void resetsOfConnectionsThatAreHalfClosed(Transport transport) throws Exception {
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).transport(transport).halfClose().start();
				Bystander bystander = new Bystander(pool.connect())) {
			List<TestClient> crowd = crowd(pool);
			for (TestClient client : crowd) {
				client.send("hello\n").endOutput();
				assertThat(client.readLine()).isEqualTo("hello");
			}
			assertThat(pool.acceptors().busy()).isEqualTo(MANY + 1);
			List<TcpConnection> halfClosed = connectionsOf(crowd, pool);
			crowd.forEach(TestClient::reset);
			halfClosed.forEach((connection) -> connection.send("are you there?"));
			assertBystanderAlone(pool);
			assertCounted(pool, CloseReason.NETWORK_ERROR, MANY);
		}
	}

}
