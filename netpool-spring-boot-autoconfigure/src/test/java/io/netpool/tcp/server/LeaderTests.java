package io.netpool.tcp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.settings.WatchSettings;
import io.netpool.tcp.server.transport.IoThread;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handlers that the I/O threads of a pool run themselves.
 */
@ExtendWith({ NewThreads.class, OutputCaptureExtension.class })
class LeaderTests {

	/**
	 * Replaces a leader as soon as it is seen twice in the same message.
	 */
	private static final LeaderSettings IMPATIENT = new LeaderSettings(Duration.ofSeconds(10), Duration.ofNanos(30_000),
			1);

	/**
	 * Has each handler run by the I/O thread, until it has blocked.
	 */
	private static final LeaderSettings ALWAYS = new LeaderSettings(Duration.ofSeconds(10), Duration.ofMillis(1), 4);

	/**
	 * More connections than it takes until an I/O thread runs the first message of one.
	 */
	private static final int MANY = 1000;

	private static final int CONNECTIONS = 4;

	private static final int MESSAGES = 3000;

	private static final int REPLACEMENTS = 100;

	/**
	 * Where other programs take the processors, fewer handlers are brief.
	 */
	private static final int MAX_ROUNDS = 10;

	private final CountDownLatch release = new CountDownLatch(1);

	private final CompletableFuture<String> blockedOn = new CompletableFuture<>();

	/**
	 * Names the thread it runs on, and blocks if it is told to.
	 */
	private final TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
		if (message.equals("block")) {
			this.blockedOn.complete(threadName());
			this.release.await();
		}
		return threadName();
	}).ignoringConnections();

	private static String threadName() {
		return Thread.currentThread().getName();
	}

	private static TestPool pool(TestEndpoint endpoint) {
		return new TestPool(endpoint).threads(Threads.PLATFORM).leaders(ALWAYS).ioThreads(1);
	}

	private static TestClient warm(TestPool pool) {
		TestClient client = pool.connect();
		awaitOnIoThread(client);
		return client;
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean released = false;
		while (!released) {
			try {
				latch.await();
				released = true;
			}
			catch (InterruptedException ex) {
				// it goes on waiting
			}
		}
	}

	/**
	 * Exchanges messages until the I/O thread runs the handler: not before the handler
	 * was quick for some messages in a row.
	 */
	private static String awaitOnIoThread(TestClient client) {
		return await(() -> client.send("hello\n").readLine(), LeaderTests::isIoThread);
	}

	private static <T> T await(Supplier<T> source, Predicate<T> condition) {
		return Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofNanos(1))
			.atMost(Duration.ofSeconds(30))
			.until(source::get, condition);
	}

	@ParameterizedTest
	@EnumSource(names = { "NIO", "AUTO" })
	void aHandlerThatBlocksDelaysNoOtherConnection(Transport transport) throws Exception {
		try (TestPool pool = pool(this.endpoint).transport(transport).start()) {
			TestClient blocking = warm(pool).send("block\n");
			String io = this.blockedOn.get(10, TimeUnit.SECONDS);
			assertThat(io).startsWith("netpool-default-io-");
			assertThat(pool.connect().send("hello\n").readLine()).startsWith("test-handler-");
			this.release.countDown();
			assertThat(blocking.readLine()).startsWith("netpool-default-handler-io-");
			assertThat(awaitOnIoThread(blocking)).isEqualTo(io);
		}
	}

	@Test
	void aConnectionStartsOnTheIoThreadWhereThoseBeforeWereBrief() throws Exception {
		try (TestPool pool = pool(this.endpoint).start()) {
			assertThat(firstMessages(pool, 16)).noneMatch(LeaderTests::isIoThread);
			assertThat(firstMessages(pool, MANY)).anyMatch(LeaderTests::isIoThread);
			TestClient blocking = pool.connect().send("block\n");
			assertThat(this.blockedOn.get(10, TimeUnit.SECONDS)).startsWith("netpool-default-io-");
			// another thread has taken over
			assertThat(pool.connect().send("hello\n").readLine()).startsWith("test-handler-");
			this.release.countDown();
			awaitOnIoThread(blocking);
			assertThat(firstMessages(pool, 12)).noneMatch(LeaderTests::isIoThread);
		}
	}

	@Test
	void messagesThatComeTogetherAreHandledOnTheIoThreadWhereThoseBeforeWereBrief() throws Exception {
		try (TestPool pool = pool(this.endpoint).start()) {
			TestClient client = warm(pool);
			List<String> threads = await(() -> together(client, "hello\n", 16),
					(names) -> names.stream().allMatch(LeaderTests::isIoThread));
			assertThat(threads).hasSize(16).allMatch(LeaderTests::isIoThread);
		}
	}

	/**
	 * The threads that handle messages that come together.
	 */
	private static List<String> together(TestClient client, String message, int times) {
		client.send(message.repeat(times));
		return Stream.generate(client::readLine).limit(times).toList();
	}

	@Test
	void messagesThatTakeLongerThanExpectedAreHandedOver() throws Exception {
		TestEndpoint computing = new TestEndpoint((connection, message) -> {
			if (message.equals("compute")) {
				long began = System.nanoTime();
				while (System.nanoTime() - began < 300_000) {
					Thread.onSpinWait();
				}
			}
			return threadName();
		}).ignoringConnections();
		try (TestPool pool = pool(computing).start()) {
			List<String> threads = together(warm(pool), "compute\n", 32);
			assertThat(threads.get(31)).startsWith("test-handler-");
		}
	}

	/**
	 * The threads that handle the first messages of connections, up to the first I/O
	 * thread.
	 */
	private static List<String> firstMessages(TestPool pool, int connections) {
		List<String> threads = new ArrayList<>();
		for (int i = 0; i < connections && threads.stream().noneMatch(LeaderTests::isIoThread); i++) {
			try (TestClient client = pool.connect()) {
				threads.add(client.send("hello\n").readLine());
			}
		}
		return threads;
	}

	private static boolean isIoThread(String name) {
		return name.startsWith("netpool-default-io-");
	}

	@Test
	void theReplyBeforeTheOneThatBlocksIsWritten() throws Exception {
		try (TestPool pool = pool(this.endpoint).start()) {
			TestClient client = warm(pool).send("hello\nblock\n");
			assertThat(client.readLine()).startsWith("netpool-default-");
			this.blockedOn.get(10, TimeUnit.SECONDS);
			this.release.countDown();
			assertThat(client.readLine()).startsWith("netpool-default-");
		}
	}

	@Test
	void aSenderThatWaitsForRoomDoesNotWaitForItself() throws Exception {
		byte[] large = new byte[4 * 1024 * 1024];
		TestEndpoint sending = new TestEndpoint((connection, message) -> {
			if (message.equals("much")) {
				assertThat(IoThread.isCurrent()).isFalse();
				for (int i = 0; i < 4; i++) {
					connection.send(large);
				}
			}
			return threadName();
		}).ignoringConnections();
		try (TestPool pool = pool(sending).maxLength(large.length).outbound(1024, OutboundOverflow.WAIT).start()) {
			TestClient client = warm(pool).send("much\n");
			for (int i = 0; i < 4; i++) {
				assertThat(client.readLine()).hasSize(large.length);
			}
			assertThat(client.readLine()).startsWith("netpool-default-");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NIO", "AUTO" })
	void aStopInterruptsAHandlerAndNoEventLoop(Transport transport) throws Exception {
		TestEndpoint waiting = new TestEndpoint((connection, message) -> {
			if (message.equals("block")) {
				this.blockedOn.complete(threadName());
				new CountDownLatch(1).await();
			}
			return threadName();
		});
		try (TestPool pool = pool(waiting).transport(transport).start()) {
			warm(pool).send("block\n");
			assertThat(this.blockedOn.get(10, TimeUnit.SECONDS)).startsWith("netpool-default-io-");
			pool.pool().stop();
			assertThat(waiting.nextReason()).isEqualTo(CloseReason.SHUTDOWN);
		}
	}

	@Test
	void aHandlerThatIgnoresInterruptsDoesNotHoldUpTheEnd() throws Exception {
		TestEndpoint stubborn = new TestEndpoint((connection, message) -> {
			if (message.equals("block")) {
				this.blockedOn.complete(threadName());
				awaitUninterruptibly(this.release);
			}
			return threadName();
		}).ignoringConnections();
		try (TestPool pool = pool(stubborn).start()) {
			warm(pool).send("block\n");
			String io = this.blockedOn.get(10, TimeUnit.SECONDS);
			pool.pool().stop();
			// the future of an event loop completes before its thread ends
			Awaitility.await()
				.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
					.doesNotContain(io));
		}
		finally {
			this.release.countDown();
		}
	}

	@Test
	void connectionsThatTheEndOfAnEventLoopClosesAreDisconnected() throws Exception {
		TestEndpoint echo = TestEndpoint.echo();
		try (TestPool pool = pool(echo).start()) {
			TestClient client = pool.connect();
			for (int i = 0; i < 10; i++) {
				client.send("hello\n").readLine();
			}
			// which closes no connection itself then
			Thread.currentThread().interrupt();
			pool.pool().stop();
			assertThat(Thread.interrupted()).isTrue();
			echo.nextReason();
		}
	}

	@Test
	void aDrainWaitsForAHandlerThatBlocks() throws Exception {
		try (TestPool pool = pool(this.endpoint).start()) {
			TestClient client = warm(pool).send("block\n");
			this.blockedOn.get(10, TimeUnit.SECONDS);
			CompletableFuture<Void> drained = pool.pool().drain();
			this.release.countDown();
			assertThat(client.readLine()).startsWith("netpool-default-");
			drained.get(10, TimeUnit.SECONDS);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "KQUEUE", "IO_URING", "EPOLL" })
	void noByteIsLostHoweverOftenLeadersAreReplaced(Transport transport) throws Exception {
		replaceLeaders((pool) -> pool.transport(transport), TestPool::connect);
	}

	@Test
	void noByteIsLostOverTlsHoweverOftenLeadersAreReplaced() throws Exception {
		TestCertificate certificate = TestCertificate.create();
		replaceLeaders((pool) -> pool.tls(TlsSettings.of(certificate.serverContext(), Duration.ofSeconds(10))),
				(pool) -> pool.connect().secured(certificate.clientContext()));
	}

	private static void replaceLeaders(UnaryOperator<TestPool> configurer, Function<TestPool, TestClient> connector)
			throws Exception {
		Set<Thread> leaders = ConcurrentHashMap.newKeySet();
		AtomicInteger replaced = new AtomicInteger();
		TestEndpoint busy = new TestEndpoint((connection, message) -> {
			int number = Integer.parseInt(message.toString().split(" ")[1]);
			if (number % 25 == 0 && threadName().startsWith("netpool-default-io-")) {
				leaders.add(Thread.currentThread());
				awaitReplacement((number % 50 == 0) ? Thread::onSpinWait : () -> LockSupport.parkNanos(1000));
				replaced.incrementAndGet();
			}
			return message;
		}).ignoringConnections();
		try (TestPool pool = configurer.apply(new TestPool(busy).ioThreads(2).leaders(IMPATIENT)).start()) {
			for (int round = 0; round < MAX_ROUNDS && replaced.get() <= REPLACEMENTS; round++) {
				List<CompletableFuture<Void>> clients = IntStream.range(0, CONNECTIONS)
					.mapToObj((number) -> converse(connector.apply(pool), number))
					.toList();
				for (CompletableFuture<Void> client : clients) {
					client.get(60, TimeUnit.SECONDS);
				}
			}
		}
		assertThat(replaced.get()).isGreaterThan(REPLACEMENTS);
		assertThat(leaders).hasSizeBetween(2, 4);
	}

	@Test
	void aHandlerThatBlocksIsReportedAsAHandlerAndNotAsAnIoThread(CapturedOutput output) throws Exception {
		WatchSettings watch = new WatchSettings(Duration.ofMillis(50), Duration.ofMillis(50));
		try (TestPool pool = pool(this.endpoint).watch(watch).start()) {
			TestClient client = warm(pool).send("block\n");
			assertThat(this.blockedOn.get(10, TimeUnit.SECONDS)).startsWith("netpool-default-io-");
			Awaitility.await().until(() -> pool.pool().statistics().blocked().handlers() == 1);
			this.release.countDown();
			assertThat(client.readLine()).startsWith("netpool-default-handler-io-");
			assertThat(pool.pool().statistics().blocked().handlers()).isOne();
			assertThat(pool.pool().statistics().blocked().ioThreads()).isZero();
			assertThat(output).contains("has been handling one message for ")
				.doesNotContain("I/O thread netpool-default-");
		}
	}

	@Test
	void theWatchdogSleepsUntilAHandlerRunsOnAnIoThread() throws Exception {
		try (TestPool pool = pool(this.endpoint).start()) {
			TestClient client = warm(pool);
			Thread watchdog = Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().startsWith("netpool-default-watchdog-"))
				.findFirst()
				.orElseThrow();
			// for an unlimited time, whereas it would wait for its next tick for a
			// limited one
			Awaitility.await().until(() -> watchdog.getState() == Thread.State.WAITING);
			client.send("block\n");
			assertThat(this.blockedOn.get(10, TimeUnit.SECONDS)).startsWith("netpool-default-io-");
			assertThat(pool.connect().send("hello\n").readLine()).startsWith("test-handler-");
			this.release.countDown();
			assertThat(client.readLine()).startsWith("netpool-default-handler-io-");
			Awaitility.await().until(() -> watchdog.getState() == Thread.State.WAITING);
		}
	}

	private static void awaitReplacement(Runnable meanwhile) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (threadName().startsWith("netpool-default-io-")) {
			assertThat(System.nanoTime()).isLessThan(end);
			meanwhile.run();
		}
	}

	/**
	 * Sends messages, up to three at a time.
	 */
	private static CompletableFuture<Void> converse(TestClient client, int number) {
		return CompletableFuture.runAsync(() -> {
			int sent = 0;
			for (int received = 0; received < MESSAGES; received++) {
				while (sent < MESSAGES && sent < received + 1 + received % 3) {
					client.send(number + " " + sent++ + "\n");
				}
				assertThat(client.readLine()).isEqualTo(number + " " + received);
			}
		}, (task) -> new Thread(task, "client").start());
	}

}
