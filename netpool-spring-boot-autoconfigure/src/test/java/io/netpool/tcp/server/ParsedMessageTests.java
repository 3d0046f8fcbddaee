package io.netpool.tcp.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.TestPool.Threads;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that the framing has parsed.
 */
class ParsedMessageTests {

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theEndpointGetsWhatTheFramingHasParsed(Threads threads) {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> "" + ((Word) message).text().length())
			.objects();
		TcpFraming framing = Framings.skipping(new byte[] { ' ' }, Framings.limited(8, new Words()));
		try (TestPool pool = new TestPool(endpoint).framing(framing).threads(threads).start()) {
			assertThat(pool.connect().ask(" one\n  three\n", "3\n5\n")).isEqualTo("3\n5\n");
			assertThat(pool.connect().send("a longer one\n").isAtEnd()).isTrue();
		}
	}

	@Test
	void theBytesOfItsFrameCountInTheQueue() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> {
			goOn.await();
			return null;
		}).objects();
		byte[] frame = ("x".repeat(100_000) + "\n").getBytes(StandardCharsets.US_ASCII);
		try (TestPool pool = new TestPool(endpoint).framing(new Words()).start()) {
			TestClient client = pool.connect();
			ServedConnection connection = (ServedConnection) endpoint.nextConnection();
			for (int i = 0; i < 12; i++) {
				client.send(frame);
			}
			Awaitility.await().until(() -> connection.statistics().readingPaused());
			assertThat(connection.statistics().queuedMessages()).isLessThan(12);
			goOn.countDown();
			Awaitility.await().until(() -> connection.statistics().receivedMessages() == 12);
		}
	}

	@Test
	void itMayAnswerAnExchange() throws Exception {
		TestEndpoint endpoint = new TestEndpoint((connection, message) -> "not " + ((Word) message).text()) {

			@Override
			public <T> Function<byte[], T> reader(Class<T> type) {
				return (payload) -> {
					throw new TcpConversionException("Not parsed as " + type, null);
				};
			}

		}.objects();
		try (TestPool pool = new TestPool(endpoint).framing(new Words()).start()) {
			TestClient client = pool.connect();
			CompletableFuture<Word> answer = endpoint.nextConnection()
				.exchange("?", Word.class, (word) -> word.text().equals("yes"))
				.toCompletableFuture();
			assertThat(client.readLine()).isEqualTo("?");
			assertThat(client.send("no\nyes\n").readLine()).isEqualTo("not no");
			assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(new Word("yes"));
		}
	}

	private record Word(String text) {

	}

	private static final class Words implements TcpFraming {

		@Override
		public @Nullable Class<?> messageType() {
			return Word.class;
		}

		@Override
		public boolean next(FrameInput input) throws TcpFramingException {
			int end = input.indexOf((byte) '\n', input.searched());
			if (end < 0) {
				input.searched(input.length());
				return false;
			}
			input.frame(end + 1, new Word(new String(input.copy(0, end), StandardCharsets.US_ASCII)));
			return true;
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
			output.write('\n');
		}

	}

}
