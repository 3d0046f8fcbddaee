package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpUnauthenticatedException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netty.handler.ssl.SslContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections of a pool whose clients have to log in. A timeout is short where it has to
 * end a connection, and long where it must not.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoginTests {

	private static final Duration SHORT = Duration.ofMillis(200);

	private static final Duration LONG = Duration.ofHours(1);

	private final TestEndpoint endpoint = new TestEndpoint(LoginTests::handle);

	static List<Threads> allThreads() {
		return Threads.available();
	}

	private static Object handle(TcpConnection connection, Object message) {
		switch ((String) message) {
			case "login" -> connection.principal(() -> "ann");
			case "logout" -> connection.principal(null);
			case "join" -> {
				connection.join("members");
				connection.identify("number", 7);
			}
			case "get" -> {
				if (connection.principal() == null) {
					throw new TcpUnauthenticatedException();
				}
			}
			default -> {
			}
		}
		return message;
	}

	private TestPool pool(Duration timeout) {
		return new TestPool(this.endpoint).timeouts(new TimeoutSettings(null, null, null, null, null, null, timeout));
	}

	private static void assertClosed(TestPool pool, int times) {
		Awaitility.await().untilAsserted(() -> {
			assertThat(pool.pool().statistics().connections().closed(CloseReason.UNAUTHENTICATED)).isEqualTo(times);
			assertThat(pool.acceptors().busy()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aMessageBeforeTheLoginClosesTheConnectionAfterTheRepliesBefore(Threads threads) throws Exception {
		try (TestPool pool = pool(LONG).threads(threads).start()) {
			TestClient client = pool.connect().send("one\ntwo\nget\nthree\nlogin\n");
			assertThat(client.receiveRest()).isEqualTo("one\ntwo\n");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.UNAUTHENTICATED);
			assertThat(this.endpoint.events).containsExactly("connected", "one", "two", "get", "disconnected");
			assertClosed(pool, 1);
			assertThat(pool.pool().statistics().messages().failed()).isOne();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aMessageInTheSameReadAsTheLoginIsHandled(Threads threads) {
		try (TestPool pool = pool(LONG).threads(threads).start()) {
			TestClient client = pool.connect().send("login\nget\n");
			assertThat(client.readLine()).isEqualTo("login");
			assertThat(client.readLine()).isEqualTo("get");
		}
	}

	@Test
	void aMessageThatIsRejectedLaterClosesTheConnectionToo() throws Exception {
		CompletableFuture<Object> reply = new CompletableFuture<>();
		TestEndpoint later = new TestEndpoint((connection, message) -> reply);
		try (TestPool pool = new TestPool(later).start()) {
			TestClient client = pool.connect().send("get\nmore\n");
			later.nextConnection();
			reply.completeExceptionally(new TcpUnauthenticatedException());
			assertThat(client.isAtEnd()).isTrue();
			assertThat(later.nextReason()).isEqualTo(CloseReason.UNAUTHENTICATED);
			assertThat(later.events).doesNotContain("more");
		}
	}

	@Test
	void clientsThatDoNotLogInAreLoggedOnceInAWhile(CapturedOutput output) {
		try (TestPool pool = pool(LONG).start()) {
			for (int i = 0; i < 20; i++) {
				assertThat(pool.connect().send("get\n").isAtEnd()).isTrue();
			}
			assertClosed(pool, 20);
			assertThat(output).containsOnlyOnce(": UNAUTHENTICATED").doesNotContain("TcpUnauthenticatedException");
		}
	}

	@ParameterizedTest
	@MethodSource("io.netpool.tcp.server.AcceptorPoolTests#transports")
	void aClientThatDoesNotLogInIsClosed(Transport transport) throws Exception {
		try (TestPool pool = pool(SHORT).transport(transport).start()) {
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.UNAUTHENTICATED);
			assertClosed(pool, 1);
		}
	}

	@Test
	void messagesThatNeedNoLoginDoNotPutItOff() throws Exception {
		try (TestPool pool = pool(SHORT).start()) {
			TestClient client = pool.connect();
			CompletableFuture<byte[]> ended = CompletableFuture.supplyAsync(client::readAll);
			Awaitility.await().pollInterval(20, TimeUnit.MILLISECONDS).until(() -> {
				ask(client);
				return ended.isDone();
			});
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.UNAUTHENTICATED);
		}
	}

	private static void ask(TestClient client) {
		try {
			client.socket().getOutputStream().write("hello\n".getBytes());
		}
		catch (Exception ex) {
			// it is closed, which is what the test waits for
		}
	}

	@Test
	void whoHasLoggedInStays() throws Exception {
		try (TestPool pool = pool(SHORT).start()) {
			TestClient client = pool.connect().send("login\n");
			assertThat(client.readLine()).isEqualTo("login");
			// one that came later is closed before this one is asked again
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(client.send("get\n").readLine()).isEqualTo("get");
		}
	}

	@Test
	void whoHasLoggedOutHasToLogInAgainInTime() throws Exception {
		try (TestPool pool = pool(SHORT).start()) {
			TestClient client = pool.connect().send("login\n");
			assertThat(client.readLine()).isEqualTo("login");
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(client.send("logout\n").readLine()).isEqualTo("logout");
			assertThat(client.isAtEnd()).isTrue();
			assertClosed(pool, 2);
		}
	}

	@Test
	void anotherThreadMayLogIn() throws Exception {
		try (TestPool pool = pool(SHORT).start()) {
			TestClient client = pool.connect();
			this.endpoint.nextConnection().principal(() -> "ann");
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertThat(client.send("get\n").readLine()).isEqualTo("get");
		}
	}

	@Test
	void theTimeRunsFromTheEndOfTheHandshake() throws Exception {
		TestCertificate certificate = TestCertificate.create();
		SslContext context = certificate.serverContext();
		try (TestPool pool = pool(Duration.ofSeconds(1)).tls(TlsSettings.of(context, Duration.ofSeconds(10))).start()) {
			TestClient silent = pool.connect();
			TestClient client = pool.connect().secured(certificate.clientContext());
			assertThat(client.isAtEnd()).isTrue();
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.UNAUTHENTICATED);
			assertThat(silent.secured(certificate.clientContext()).send("login\n").readLine()).isEqualTo("login");
		}
	}

	@Test
	void theReplyToALoginThatCameInTimeIsSent() throws Exception {
		CountDownLatch closing = new CountDownLatch(1);
		TestEndpoint slow = new TestEndpoint((connection, message) -> {
			closing.await();
			return message;
		});
		try (TestPool pool = new TestPool(slow).timeouts(new TimeoutSettings(null, null, null, null, null, null, SHORT))
			.start()) {
			TestClient client = pool.connect().send("login\n");
			ServedConnection connection = (ServedConnection) slow.nextConnection();
			Awaitility.await().until(() -> connection.closer().reason() == CloseReason.UNAUTHENTICATED);
			closing.countDown();
			assertThat(client.receiveRest()).isEqualTo("login\n");
		}
	}

	@Test
	void aClientThatDoesNotReadIsClosedAtOnce() throws Exception {
		try (TestPool pool = pool(SHORT).outbound(64 * 1024 * 1024, OutboundOverflow.WAIT).start()) {
			pool.connect();
			this.endpoint.nextConnection().send(new byte[32 * 1024 * 1024]);
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.UNAUTHENTICATED);
			assertClosed(pool, 1);
		}
	}

	@Test
	void whatIsSentToManyReachesWhoHasLoggedIn() {
		try (TestPool pool = pool(LONG).start()) {
			TestClient anonymous = pool.connect().send("join\n");
			assertThat(anonymous.readLine()).isEqualTo("join");
			TestClient member = pool.connect().send("login\njoin\n");
			assertThat(member.readLine()).isEqualTo("login");
			assertThat(member.readLine()).isEqualTo("join");
			ConnectionDirectory directory = pool.directory();
			assertThat(directory.broadcast("to all").toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS)
				.returns(1, TcpDelivery::written);
			assertThat(directory.group("members").send("to members").toCompletableFuture())
				.succeedsWithin(10, TimeUnit.SECONDS)
				.returns(1, TcpDelivery::written);
			assertThat(directory.identifiedBy("number", 7).send("to 7").toCompletableFuture())
				.succeedsWithin(10, TimeUnit.SECONDS)
				.returns(1, TcpDelivery::written);
			assertThat(member.receive(23)).isEqualTo("to all\nto members\nto 7\n");
			assertThat(anonymous.send("hello\n").readLine()).isEqualTo("hello");
		}
	}

	@Test
	void anAnonymousClientIsFoundAndCanBeSentTo() throws Exception {
		try (TestPool pool = pool(LONG).start()) {
			TestClient client = pool.connect().send("hello\n");
			assertThat(client.readLine()).isEqualTo("hello");
			TcpConnection connection = pool.directory().find(this.endpoint.nextConnection().id()).orElseThrow();
			assertThat(pool.directory().all()).containsExactly(connection);
			connection.send("challenge");
			assertThat(client.readLine()).isEqualTo("challenge");
		}
	}

}
