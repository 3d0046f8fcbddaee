package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.WatchSettings;
import io.netpool.tcp.test.Turnstile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith({ NewThreads.class, OutputCaptureExtension.class })
class BlockedThreadCheckerTests {

	private static final Duration WARN_AFTER = Duration.ofMillis(50);

	private static final WatchSettings HANDLERS = new WatchSettings(WARN_AFTER, null);

	private static final WatchSettings IO_THREADS = new WatchSettings(null, WARN_AFTER);

	private static final String IN_TURNSTILE = "io.netpool.tcp.test.Turnstile.pass(Turnstile.java:";

	private final Turnstile turnstile = new Turnstile();

	static List<Threads> allThreads() {
		return Threads.available();
	}

	/**
	 * Blocks in the message {@code block}, and answers others.
	 */
	private TestEndpoint blocking() {
		return new TestEndpoint(
				(connection, message) -> message.equals("block") ? this.turnstile.pass(message) : message);
	}

	private static void awaitHeld(TestPool pool, int times) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(pool.pool().statistics().blocked().handlers()).isEqualTo(times));
	}

	private static void awaitBlocked(TestPool pool, int times) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(pool.pool().statistics().blocked().ioThreads()).isEqualTo(times));
	}

	private static String awaitLine(CapturedOutput output, String text) {
		return Awaitility.await()
			.until(() -> output.getAll().lines().filter((line) -> line.contains(text)).toList(),
					(lines) -> !lines.isEmpty())
			.get(0);
	}

	private static Set<Thread> watches() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> !thread.getName().startsWith("netpool-default-watch"));
		return threads;
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aHandlerThatBlocksIsNamedWithItsConnectionAndItsMethod(Threads threads, CapturedOutput output)
			throws Exception {
		TestEndpoint endpoint = blocking();
		try (TestPool pool = new TestPool(endpoint).threads(threads).watch(HANDLERS).start(); this.turnstile) {
			pool.connect().send("block\n");
			String id = endpoint.nextConnection().id();
			assertThat(awaitLine(output, "has been handling one message")).contains("WARN")
				.contains("Handler of connection " + id + " of pool 'default' has been handling one message for ");
			awaitLine(output, IN_TURNSTILE);
			assertThat(pool.pool().statistics().blocked().handlers()).isOne();
		}
	}

	/**
	 * When the third is counted, the others have been looked at again.
	 */
	@ParameterizedTest
	@MethodSource("allThreads")
	void aHandlerThatBlocksIsCountedOnce(Threads threads) {
		try (TestPool pool = new TestPool(blocking()).threads(threads).ioThreads(4).watch(HANDLERS).start();
				this.turnstile) {
			TestClient third = connectAndBlockTwo(pool);
			awaitHeld(pool, 2);
			third.send("block\n");
			awaitHeld(pool, 3);
		}
	}

	/**
	 * Three connections are served by three I/O threads, beside that which accepts.
	 * @return the third, on which nothing blocks
	 */
	private static TestClient connectAndBlockTwo(TestPool pool) {
		TestClient first = pool.connect();
		TestClient second = pool.connect();
		TestClient third = pool.connect();
		first.send("block\n");
		second.send("block\n");
		return third;
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void eachMessageInWhichItBlocksIsCounted(Threads threads) {
		try (TestPool pool = new TestPool(blocking()).threads(threads).watch(HANDLERS).start(); this.turnstile) {
			pool.connect().send("block\nblock\n");
			awaitHeld(pool, 1);
			this.turnstile.letOnePass();
			awaitHeld(pool, 2);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aHandlerThatIsSlowAndMovesOnIsNotNamed(Threads threads, CapturedOutput output) throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("block")) {
				return this.turnstile.pass(message);
			}
			never.await(15, TimeUnit.MILLISECONDS);
			return message;
		});
		WatchSettings watch = new WatchSettings(Duration.ofMillis(500), null);
		try (TestPool pool = new TestPool(endpoint).threads(threads).watch(watch).start(); this.turnstile) {
			TestClient slow = pool.connect();
			assertThat(slow.send("hello\n").readLine()).isEqualTo("hello");
			endpoint.nextConnection();
			slow.send("on\n".repeat(128));
			pool.connect().send("block\n");
			for (int i = 0; i < 128; i++) {
				assertThat(slow.readLine()).isEqualTo("on");
			}
			assertThat(awaitLine(output, "has been handling one message"))
				.contains("connection " + endpoint.nextConnection().id() + " ");
			awaitHeld(pool, 1);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aHandlerThatBlocksAtTheStartOfAConnectionIsNamed(Threads threads, CapturedOutput output) {
		TestEndpoint endpoint = blocking().greeting((connection, nothing) -> this.turnstile.pass("welcome"));
		try (TestPool pool = new TestPool(endpoint).threads(threads).watch(HANDLERS).start(); this.turnstile) {
			pool.connect();
			awaitLine(output, IN_TURNSTILE);
		}
	}

	@Test
	void aMessageThatIsAnsweredInManyShortPartsIsNotHeld() {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> part(60));
		WatchSettings watch = new WatchSettings(Duration.ofMillis(500), null);
		try (TestPool pool = new TestPool(endpoint).watch(watch).start()) {
			assertThat(pool.connect().send("go\n").readLine()).isEqualTo("done");
			assertThat(pool.pool().statistics().blocked().handlers()).isZero();
		}
	}

	/**
	 * Work, and rest before the next part.
	 */
	private static TcpReply part(int left) throws InterruptedException {
		new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS);
		return (left == 0) ? TcpReply.of("done")
				: TcpReply.later(CompletableFuture.supplyAsync(() -> TcpReply.next(() -> part(left - 1)),
						CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)));
	}

	@Test
	void aMessageThatWaitsForAnAsynchronousReplyIsNotHeld(CapturedOutput output) throws Exception {
		CompletableFuture<Object> reply = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint(
				(connection, message) -> message.equals("block") ? this.turnstile.pass(message) : reply);
		try (TestPool pool = new TestPool(endpoint).watch(HANDLERS).start(); this.turnstile) {
			TestClient patient = pool.connect().send("later\n");
			endpoint.nextConnection();
			Awaitility.await().until(() -> endpoint.events.contains("later"));
			pool.connect().send("block\n");
			assertThat(awaitLine(output, "has been handling one message"))
				.contains("connection " + endpoint.nextConnection().id() + " ");
			assertThat(pool.pool().statistics().blocked().handlers()).isOne();
			reply.complete("now");
			assertThat(patient.readLine()).isEqualTo("now");
		}
	}

	@Test
	void aHandlerThatBlocksAnIoThreadIsNamedAndSoIsTheRemedy(CapturedOutput output) {
		try (TestPool pool = new TestPool(blocking()).threads(Threads.INLINE).watch(IO_THREADS).start();
				this.turnstile) {
			pool.connect().send("block\n");
			assertThat(awaitLine(output, "has been blocked")).contains("WARN")
				.contains("I/O thread netpool-default-io-")
				.containsPattern("of pool 'default' has been blocked for \\d+ ms by a handler, in "
						+ Pattern.quote(IN_TURNSTILE) + "\\d+\\), and its connections wait. ")
				.contains("Handlers that block need handler.execution 'auto', 'virtual' or 'platform'");
			awaitLine(output, IN_TURNSTILE);
			assertThat(pool.pool().statistics().blocked().ioThreads()).isOne();
		}
	}

	@Test
	void whatElseBlocksAnIoThreadIsNamed(CapturedOutput output) {
		PoolListener listener = new PoolListener() {

			@Override
			public void refused(String pool, InetSocketAddress client, CloseReason reason, long others) {
				BlockedThreadCheckerTests.this.turnstile.pass(reason);
			}

		};
		LimitSettings nobody = new LimitSettings(0, List.of(), List.of(CidrRange.of("127.0.0.1")), 0, 0,
				MessagesOverflow.PAUSE);
		try (TestPool pool = new TestPool(TestEndpoint.echo()).listener(listener)
			.limits(nobody)
			.watch(IO_THREADS)
			.start(); this.turnstile) {
			pool.connect();
			assertThat(awaitLine(output, "has been blocked")).contains("WARN")
				.contains("I/O thread netpool-default-io-")
				.contains(" ms by " + IN_TURNSTILE)
				.contains("What is called on I/O threads must not block")
				.doesNotContain("handler.execution");
			awaitLine(output, IN_TURNSTILE);
		}
	}

	@Test
	void anIoThreadThatIsBlockedIsCountedOnce() {
		try (TestPool pool = new TestPool(blocking()).threads(Threads.INLINE).ioThreads(4).watch(IO_THREADS).start();
				this.turnstile) {
			TestClient third = connectAndBlockTwo(pool);
			awaitBlocked(pool, 2);
			third.send("block\n");
			awaitBlocked(pool, 3);
		}
	}

	@Test
	void eachTimeThatItIsBlockedIsCounted() {
		try (TestPool pool = new TestPool(blocking()).threads(Threads.INLINE).watch(IO_THREADS).start();
				this.turnstile) {
			TestClient client = pool.connect().send("block\n");
			awaitBlocked(pool, 1);
			this.turnstile.letOnePass();
			assertThat(client.readLine()).isEqualTo("block");
			client.send("block\n");
			awaitBlocked(pool, 2);
		}
	}

	@Test
	void whereNothingIsWatchedThereIsNoThread() {
		Set<Thread> before = watches();
		try (TestPool pool = new TestPool(TestEndpoint.echo()).watch(WatchSettings.none()).start()) {
			assertThat(pool.connect().send("hello\n").readLine()).isEqualTo("hello");
			assertThat(watches()).isSubsetOf(before);
		}
	}

	@Test
	void theThreadEndsWithThePoolAndDoesNotHoldItUp() {
		Set<Thread> before = watches();
		try (TestPool pool = new TestPool(TestEndpoint.echo()).watch(new WatchSettings(WARN_AFTER, WARN_AFTER))
			.start()) {
			assertThat(watches()).hasSize(before.size() + 1);
			pool.pool().stop();
			Awaitility.await().untilAsserted(() -> assertThat(watches()).isSubsetOf(before));
		}
	}

}
