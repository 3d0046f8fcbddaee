package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LineTerminator;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.Transport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the ways in which a connection ends.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionEndTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	static List<Transport> transports() {
		return AcceptorPoolTests.transports();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void everythingSentBeforeCloseArrivesThenTheStreamEnds(Threads threads) {
		String block = "x".repeat(1024 * 1024 - 1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			for (int i = 0; i < 16; i++) {
				connection.send(block);
			}
			connection.close();
			return "last";
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads)
			.outbound(64 * 1024 * 1024, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect().send("go\nignored\nignored\n");
			byte[] all = client.readAll();
			assertThat(all).hasSize(16 * 1024 * 1024 + 5);
			assertThat(endpoint.events).containsOnlyOnce("go").doesNotContain("ignored");
		}
	}

	@Test
	void aClientThatIsGoneBeforeItsAddressIsKnownHasNone() {
		try (LoneConnection lone = new LoneConnection(TestEndpoint.echo())) {
			assertThat(lone.connection().remoteAddress()).isEqualTo(new InetSocketAddress("0.0.0.0", 0));
			assertThat(lone.connection()).hasToString("TcpConnection[id=" + lone.connection().id() + ", pool="
					+ lone.connection().pool() + ", remote=0.0.0.0:0]");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void closeFromAnotherThreadEndsTheStreamAfterWhatWasSent(Threads threads) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect();
			TcpConnection connection = endpoint.nextConnection();
			CompletionStage<Void> sent = connection.send("bye");
			connection.close();
			assertThat(connection.isOpen()).isFalse();
			assertThat(client.readLine()).isEqualTo("bye");
			assertThat(client.readLine()).isNull();
			assertThat(sent.toCompletableFuture()).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(connection.send("too late").toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
				.withThrowableThat()
				.withCauseInstanceOf(TcpSendException.class);
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.APPLICATION);
		}
	}

	@Test
	void closeDoesNotWaitForAHandlerThatBlocks() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			release.await();
			return "never sent";
		});
		try (TestPool pool = new TestPool(endpoint).start()) {
			TestClient client = pool.connect().send("x\n");
			TcpConnection connection = endpoint.nextConnection();
			Awaitility.await().until(() -> endpoint.events.contains("x"));
			connection.close();
			assertThat(client.isAtEnd()).isTrue();
			release.countDown();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.APPLICATION);
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void closeFromAnotherThreadWaitsForAReplyThatComesLater(Threads threads) throws Exception {
		CompletableFuture<Object> later = new CompletableFuture<>();
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> later);
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("x\nignored\n");
			ServedConnection connection = (ServedConnection) endpoint.nextConnection();
			Awaitility.await().until(() -> connection.lane().isReplyPending());
			connection.close();
			assertThat(connection.isOpen()).isFalse();
			later.complete("bye");
			assertThat(client.receiveRest()).isEqualTo("bye\n");
			client.close();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.APPLICATION);
			assertThat(endpoint.events).doesNotContain("ignored");
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void closeFromAnotherThreadEndsRepliesWithoutEnd(Threads threads) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> TcpReply.several((sender) -> {
			sender.send("tick");
			return TcpReply.later(new CompletableFuture<>());
		}));
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("x\n");
			assertThat(client.readLine()).isEqualTo("tick");
			endpoint.nextConnection().close();
			assertThat(client.readLine()).isNull();
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void aClientThatHalfClosesStillGetsItsReplies(Transport transport) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).transport(transport).queue(4).start()) {
			TestClient client = pool.connect().send("reply\n".repeat(2000));
			client.endOutput();
			assertThat(client.readAll()).hasSize(2000 * 6);
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void aClientThatHalfClosesStillGetsWhatWasSentBefore(Transport transport) throws Exception {
		byte[] large = new byte[20_000_000];
		Arrays.fill(large, (byte) 'x');
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> null);
		try (TestPool pool = new TestPool(endpoint).threads(Threads.INLINE)
			.transport(transport)
			.outbound(2L * large.length, OutboundOverflow.WAIT)
			.start()) {
			TestClient client = pool.connect().send("a message without a reply\n");
			Awaitility.await().until(() -> endpoint.events.contains("a message without a reply"));
			endpoint.nextConnection().send(large);
			client.endOutput();
			assertThat(client.readAll()).hasSize(large.length + 1);
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void aTornFrameIsNotHandledButCounted(Transport transport) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).transport(transport).queue(1).start()) {
			TestClient client = pool.connect().send("one\ntwo\nthr");
			client.endOutput();
			assertThat(client.receiveRest()).isEqualTo("one\ntwo\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.INCOMPLETE_FRAME);
			assertThat(endpoint.events).containsExactly("connected", "one", "two", "disconnected");
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(pool.pool().statistics().connections().closed(CloseReason.INCOMPLETE_FRAME))
							.isOne());
		}
	}

	@Test
	void anIncompleteFrameIsLogged(CapturedOutput output) {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).start()) {
			TestClient client = pool.connect().send("to");
			client.endOutput();
			assertThat(client.isAtEnd()).isTrue();
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).containsPattern(
						"Closed connection \\S+ of pool 'default' from 127.0.0.1:\\d+: INCOMPLETE_FRAME\\R"));
		}
	}

	@Test
	void alsoWithHalfCloseATornFrameEndsTheConnection() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).halfClose().start()) {
			TestClient client = pool.connect().send("one\ntw");
			client.endOutput();
			assertThat(client.receiveRest()).isEqualTo("one\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.INCOMPLETE_FRAME);
		}
	}

	@Test
	void aLineWithoutItsEndMayBeHandledWhenTheClientEndsItsStream() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).framing(Framings.line(100, LineTerminator.AUTO, true)).start()) {
			TestClient client = pool.connect().send("one\ntwo");
			client.endOutput();
			assertThat(client.receiveRest()).isEqualTo("one\ntwo\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void withHalfCloseTheConnectionStaysOpenForWhatTheServerSends(Transport transport) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).transport(transport).halfClose().start()) {
			TestClient client = pool.connect().send("one\n");
			client.endOutput();
			assertThat(client.readLine()).isEqualTo("one");
			TcpConnection connection = endpoint.nextConnection();
			connection.send("two");
			assertThat(client.readLine()).isEqualTo("two");
			connection.close();
			assertThat(client.readLine()).isNull();
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.APPLICATION);
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void aResetAfterAHalfCloseLeavesNoConnectionBehind(Transport transport) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).transport(transport).halfClose().start()) {
			TestClient client = pool.connect().send("one\n");
			client.endOutput();
			assertThat(client.readLine()).isEqualTo("one");
			client.reset();
			TcpConnection connection = endpoint.nextConnection();
			// without half-closure the kernel tells; with it, writing does
			Awaitility.await().until(() -> {
				connection.send("are you there");
				return pool.acceptors().busy() == 0;
			});
			assertThat(endpoint.nextReason()).isIn(CloseReason.NETWORK_ERROR, CloseReason.CLIENT);
		}
	}

	@ParameterizedTest
	@MethodSource("transports")
	void aResetEndsTheConnectionAndMessagesBeforeItAreHandled(Transport transport) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).transport(transport).start()) {
			TestClient client = pool.connect().send("one\n");
			assertThat(client.readLine()).isEqualTo("one");
			client.reset();
			assertThat(endpoint.nextReason()).isIn(CloseReason.NETWORK_ERROR, CloseReason.CLIENT);
			assertThat(endpoint.events).containsExactly("connected", "one", "disconnected");
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void abortClosesNow(Threads threads) throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			connection.abort();
			return "never sent";
		});
		try (TestPool pool = new TestPool(endpoint).threads(threads).start()) {
			TestClient client = pool.connect().send("x\ny\n");
			assertThat(endpoint.nextReason()).isEqualTo(CloseReason.APPLICATION);
			assertThat(endpoint.events).containsExactly("connected", "x", "disconnected");
			Awaitility.await().untilAsserted(() -> assertThat(pool.acceptors().busy()).isZero());
			client.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "1001, FRAME_TOO_LONG", "500000, FRAME_TOO_LONG" })
	void aFrameThatIsTooLongClosesItsConnectionAlone(int length, CloseReason expected) throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).maxLength(1000).start()) {
			TestClient other = pool.connect();
			TestClient client = pool.connect();
			client.send("good\n" + "x".repeat(length) + "\nnever\n");
			assertThat(client.readLine()).isEqualTo("good");
			assertThat(client.readLine()).isNull();
			assertThat(endpoint.nextReason()).isEqualTo(expected);
			assertThat(endpoint.events).doesNotContain("never");
			assertThat(pool.pool().statistics().connections().closed(expected)).isOne();
			other.send("still here\n");
			assertThat(other.readLine()).isEqualTo("still here");
		}
	}

	@Test
	void aLineOfTheGreatestLengthIsServedInOnePieceOrMany() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).maxLength(1000).start()) {
			String line = "x".repeat(1000);
			assertThat(pool.connect().send(line + "\r\n").readLine()).isEqualTo(line + "\r");
			TestClient client = pool.connect().send(line + "\n");
			assertThat(client.readLine()).isEqualTo(line);
			for (byte part : (line + "\n").getBytes()) {
				client.send(new byte[] { part });
			}
			assertThat(client.readLine()).isEqualTo(line);
		}
	}

	@Test
	void aLineMuchLargerThanAReadArrivesWhole() {
		try (TestPool pool = new TestPool(TestEndpoint.echo()).maxLength(8 * 1024 * 1024).start()) {
			String line = "0123456789abcdef".repeat(256 * 1024);
			TestClient client = pool.connect();
			new Thread(() -> client.send(line + "\nnext\n")).start();
			assertThat(client.readLine()).isEqualTo(line);
			assertThat(client.readLine()).isEqualTo("next");
		}
	}

	@Test
	void aCharacterThatArrivesInPiecesIsOneCharacter() throws Exception {
		TestEndpoint endpoint = TestEndpoint.echo();
		try (TestPool pool = new TestPool(endpoint).raw().start()) {
			TestClient client = pool.connect();
			byte[] bytes = "aé漢😀".getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < bytes.length; i++) {
				client.send(new byte[] { bytes[i] });
				int sent = i + 1;
				Awaitility.await().until(() -> pool.pool().statistics().bytes().received() == sent);
			}
			assertThat(client.read(bytes.length)).isEqualTo(bytes);
			assertThat(endpoint.events).containsExactly("connected", "a", "é", "漢", "😀");
		}
	}

}
