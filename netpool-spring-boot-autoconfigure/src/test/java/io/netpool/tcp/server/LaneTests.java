package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.lane.Lane;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lane} and what runs it.
 */
class LaneTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	static List<Threads> threadsThatMayBlock() {
		return Threads.mayBlock();
	}

	private static String lines(int count) {
		return IntStream.range(0, count).mapToObj((i) -> i + "\n").collect(Collectors.joining());
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void messagesAreHandledOneAtATimeInOrderBetweenConnectedAndDisconnected(Threads threads) throws Exception {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			most.accumulateAndGet(inside.incrementAndGet(), Math::max);
			inside.decrementAndGet();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send(lines(5000));
			for (int i = 0; i < 5000; i++) {
				assertThat(client.readLine()).isEqualTo(String.valueOf(i));
			}
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
		}
		List<String> expected = new ArrayList<>(List.of("connected"));
		IntStream.range(0, 5000).mapToObj(String::valueOf).forEach(expected::add);
		expected.add("disconnected");
		assertThat(endpoint.events).containsExactlyElementsOf(expected);
		assertThat(most).hasValue(1);
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void aBlockingHandlerDelaysItsOwnConnectionOnly(Threads threads) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("block")) {
				release.await();
			}
			return message;
		});
		// a single I/O thread, so that all lanes share one runner
		try (TestPool pool = new TestPool(endpoint).threads(threads).ioThreads(1).start()) {
			List<TestClient> others = IntStream.range(0, 20).mapToObj((i) -> pool.connect()).toList();
			TestClient blocked = pool.connect().send("block\nafter\n");
			for (int round = 0; round < 50; round++) {
				others.forEach((other) -> other.send("ping\n"));
				others.forEach((other) -> assertThat(other.readLine()).isEqualTo("ping"));
			}
			assertThat(endpoint.events).doesNotContain("after");
			release.countDown();
			assertThat(blocked.readLine()).isEqualTo("block");
			assertThat(blocked.readLine()).isEqualTo("after");
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void handlersThatAllWaitForEachOtherAllRun(Threads threads) {
		int connections = 40;
		CountDownLatch all = new CountDownLatch(connections);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			all.countDown();
			return all.await(10, TimeUnit.SECONDS) ? "met" : "alone";
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).ioThreads(1).start()) {
			List<TestClient> clients = IntStream.range(0, connections).mapToObj((i) -> pool.connect()).toList();
			clients.forEach((client) -> client.send("here\n"));
			clients.forEach((client) -> assertThat(client.readLine()).isEqualTo("met"));
		}
	}

	@Test
	void whenEveryHandlerThreadIsBusyTheOthersWaitAndAreServedLater() {
		Semaphore permits = new Semaphore(0);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			permits.acquire();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(Threads.PLATFORM).handlerThreads(2).start()) {
			List<TestClient> clients = IntStream.range(0, 10).mapToObj((i) -> pool.connect()).toList();
			for (int round = 0; round < 3; round++) {
				clients.forEach((client) -> client.send("x\n"));
				permits.release(clients.size());
				clients.forEach((client) -> assertThat(client.readLine()).isEqualTo("x"));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void aReplyAndWhatWasSentBeforeABlockingMessageGoOutBeforeItEnds(Threads threads) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("block")) {
				connection.send("working");
				release.await();
			}
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("first\nblock\n");
			assertThat(client.readLine()).isEqualTo("first");
			assertThat(client.readLine()).isEqualTo("working");
			release.countDown();
			assertThat(client.readLine()).isEqualTo("block");
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void aReplyGoesOutAlthoughAMessageThatCameMeanwhileBlocks(Threads threads) throws Exception {
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			(message.equals("first") ? first : second).await();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("first\n");
			Awaitility.await().until(() -> endpoint.events.contains("first"));
			client.send("second\n");
			Awaitility.await().until(() -> pool.pool().statistics().messages().queued() == 2);
			first.countDown();
			assertThat(client.readLine()).isEqualTo("first");
			second.countDown();
			assertThat(client.readLine()).isEqualTo("second");
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void aGreetingGoesOutAlthoughTheFirstMessageBlocks(Threads threads) throws Exception {
		CountDownLatch connected = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			release.await();
			return message;
		}).greeting((connection, nothing) -> {
			connected.await();
			return "welcome";
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("block\n");
			Awaitility.await().until(() -> pool.pool().statistics().messages().queued() == 1);
			connected.countDown();
			assertThat(client.readLine()).isEqualTo("welcome");
			release.countDown();
			assertThat(client.readLine()).isEqualTo("block");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aReplyThatComesLaterHoldsBackTheMessagesBehindItAndNoThread(Threads threads) throws Exception {
		CompletableFuture<Object> later = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> message.equals("later") ? later : message);
		try (TestPool pool = new TestPool(endpoint).threads(threads).handlerThreads(1).ioThreads(1).start()) {
			TestClient client = pool.connect().send("1\nlater\n2\n");
			assertThat(client.readLine()).isEqualTo("1");
			TestClient other = pool.connect().send("other\n");
			assertThat(other.readLine()).isEqualTo("other");
			assertThat(endpoint.events).doesNotContain("2");
			later.complete("now");
			assertThat(client.readLine()).isEqualTo("now");
			assertThat(client.readLine()).isEqualTo("2");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void repliesThatAreCompletedAtOnceStayInOrder(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> (Integer.parseInt((String) message) % 3 == 0)
				? message : CompletableFuture.completedFuture(message));
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send(lines(1000));
			for (int i = 0; i < 1000; i++) {
				assertThat(client.readLine()).isEqualTo(String.valueOf(i));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aHandlerThatThrowsIsCountedAndTheConnectionStaysOpen(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			switch ((String) message) {
				case "exception" -> throw new IllegalStateException("expected by this test");
				case "overflow" -> throw new StackOverflowError("expected by this test");
				case "memory" -> throw new OutOfMemoryError("expected by this test");
				case "later" -> {
					return CompletableFuture.failedFuture(new IllegalStateException("expected by this test"));
				}
				case "type" -> {
					return 42;
				}
				default -> {
					return message;
				}
			}
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("exception\noverflow\nmemory\nlater\ntype\nfine\n");
			assertThat(client.readLine()).isEqualTo("fine");
			assertThat(pool.pool().statistics().messages().failed()).isEqualTo(5);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void whenConnectedThrowsTheConnectionClosesAndDisconnectedIsTold(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo().greeting((connection, nothing) -> {
			throw new IllegalStateException("expected by this test");
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			assertThat(pool.connect().send("never handled\n").isAtEnd()).isTrue();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.HANDLER_ERROR);
			assertThat(endpoint.events).containsExactly("connected", "disconnected");
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void aGreetingComesFirst(Threads threads) {
		TestEndpoint endpoint = TestEndpoint.echo().greeting((connection, nothing) -> "hello");
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("x\n");
			assertThat(client.readLine()).isEqualTo("hello");
			assertThat(client.readLine()).isEqualTo("x");
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void whenTheLaneIsFullReadingPausesAndNothingIsLost(Threads threads) throws Exception {
		Semaphore permits = new Semaphore(0);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			permits.acquire();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).queue(4).start()) {
			TestClient client = pool.connect().send(lines(1000));
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isPositive());
			assertThat(pool.pool().statistics().messages().received()).isLessThanOrEqualTo(4);
			permits.release(1000);
			for (int i = 0; i < 1000; i++) {
				assertThat(client.readLine()).isEqualTo(String.valueOf(i));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void aChattyConnectionDoesNotKeepOthersWaiting(Threads threads) {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads).ioThreads(1).queue(10_000).start()) {
			TestClient chatty = pool.connect();
			Thread reader = new Thread(() -> chatty.read(200_000 * 2));
			Thread writer = new Thread(() -> chatty.send("x\n".repeat(200_000)));
			reader.start();
			writer.start();
			TestClient quiet = pool.connect();
			for (int i = 0; i < 100; i++) {
				quiet.send("ping\n");
				assertThat(quiet.readLine()).isEqualTo("ping");
			}
			Awaitility.await().until(() -> !writer.isAlive() && !reader.isAlive());
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void whatAnotherThreadSendsAfterAReplyLeavesAfterIt(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			CompletableFuture.runAsync(() -> connection.send("pushed before " + message)).join();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send(lines(200));
			for (int i = 0; i < 200; i++) {
				assertThat(client.readLine()).isEqualTo("pushed before " + i);
				assertThat(client.readLine()).isEqualTo(String.valueOf(i));
			}
		}
	}

	@Test
	void aHandlerOnAnIoThreadThatWakesAnotherConnectionDoesNotMixTheirBytes() throws Exception {
		CompletableFuture<Object> later = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (message.equals("wait")) {
				return later;
			}
			if (message.equals("go")) {
				later.complete("went");
			}
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(Threads.INLINE).ioThreads(1).queue(1).start()) {
			TestClient waiting = pool.connect().send("wait\nb2\nb3\nb4 ");
			Awaitility.await().untilAsserted(() -> assertThat(pool.pool().statistics().paused().reads()).isOne());
			TestClient going = pool.connect().send("go\na2\na3\na4 ");
			for (String expected : List.of("go", "a2", "a3")) {
				assertThat(going.readLine()).isEqualTo(expected);
			}
			for (String expected : List.of("went", "b2", "b3")) {
				assertThat(waiting.readLine()).isEqualTo(expected);
			}
			assertThat(going.send("end\n").readLine()).isEqualTo("a4 end");
			assertThat(waiting.send("end\n").readLine()).isEqualTo("b4 end");
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void repliesOfALaneThatHeldUpItsRunnerGoOutOneByOne(Threads threads) {
		Semaphore permits = new Semaphore(0);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			permits.acquire();
			return message;
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send(lines(6));
			for (int i = 0; i < 6; i++) {
				// the handler of the next message blocks, and this reply comes all the
				// same
				permits.release();
				assertThat(client.readLine()).isEqualTo(String.valueOf(i));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void anInterruptThatAHandlerLeavesIsNoOthers(Threads threads) {
		AtomicInteger interrupted = new AtomicInteger();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (Thread.interrupted()) {
				interrupted.incrementAndGet();
			}
			if (message.equals("interrupt")) {
				Thread.currentThread().interrupt();
			}
			return message;
		}).ignoringConnections();
		try (TestPool pool = new TestPool(endpoint).threads(threads).ioThreads(1).start()) {
			interruptBesideOthers(pool, 100);
			assertThat(interrupted).hasValue(0);
		}
	}

	private static void interruptBesideOthers(TestPool pool, int rounds) {
		TestClient rude = pool.connect();
		List<TestClient> others = IntStream.range(0, 10).mapToObj((i) -> pool.connect()).toList();
		for (int round = 0; round < rounds; round++) {
			rude.send("interrupt\n");
			others.forEach((other) -> other.send("ping\n"));
			assertThat(rude.readLine()).isEqualTo("interrupt");
			others.forEach((other) -> assertThat(other.readLine()).isEqualTo("ping"));
		}
	}

	@ParameterizedTest
	@MethodSource("threadsThatMayBlock")
	void anInterruptThatAHandlerWithItsOwnThreadLeavesIsNoOthers(Threads threads) {
		AtomicInteger interrupted = new AtomicInteger();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			if (Thread.interrupted()) {
				interrupted.incrementAndGet();
			}
			if (message.equals("interrupt")) {
				// long enough for a thread of its own
				new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
				Thread.currentThread().interrupt();
			}
			return message;
		}).ignoringConnections();
		try (TestPool pool = new TestPool(endpoint).threads(threads).handlerThreads(1).ioThreads(1).start()) {
			interruptBesideOthers(pool, 50);
			assertThat(interrupted).hasValue(0);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void anInterruptThatAHandlerLeavesIsNotOfTheNextMessage(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			boolean interrupted = Thread.interrupted();
			Thread.currentThread().interrupt();
			return String.valueOf(interrupted);
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("a\nb\nc\n");
			for (int i = 0; i < 3; i++) {
				assertThat(client.readLine()).isEqualTo("false");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void anErrorWhileALateReplyIsEncodedEndsTheConnection(Threads threads) throws Exception {
		CompletableFuture<Object> later = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> later) {

			@Override
			public Object encode(Object message) {
				throw new StackOverflowError("expected by this test");
			}

		};
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("x\n");
			Awaitility.await().until(() -> endpoint.events.contains("x"));
			later.complete(42);
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.HANDLER_ERROR);
			client.close();
		}
	}

}
