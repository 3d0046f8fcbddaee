package io.netpool.tcp.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.ChecksumAlgorithm;
import io.netpool.tcp.framing.FrameChecksum;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LineTerminator;
import io.netpool.tcp.server.TestPool.Threads;
import io.netpool.tcp.server.settings.TimeoutSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of frames that are invalid: they close their connection, after a last
 * reply if the framing has one, or are dropped.
 */
class InvalidFrameTests {

	private static final TcpFraming CHECKED = Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR),
			Framings.line(100));

	private final TestEndpoint endpoint = TestEndpoint.echo();

	static List<Threads> allThreads() {
		return Threads.available();
	}

	@Test
	void aWrongChecksumClosesAfterTheRepliesToMessagesBefore() throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).framing(CHECKED).start()) {
			TestClient client = pool.connect().send("ab\3\nab\4\nab\3\n");
			assertThat(client.receiveRest()).isEqualTo("ab\3\n");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.BAD_FRAME);
			assertThat(pool.pool().statistics().messages().dropped()).isZero();
		}
	}

	@Test
	void aFrameThatIsDroppedIsCountedAndTheNextIsHandled() {
		try (TestPool pool = new TestPool(this.endpoint).framing(Framings.droppingInvalid(CHECKED)).start()) {
			TestClient client = pool.connect();
			assertThat(client.ask("ab\4\nab\4\nab\3\n", "ab\3\n")).isEqualTo("ab\3\n");
			assertThat(pool.pool().statistics().messages().dropped()).isEqualTo(2);
			assertThat(pool.pool().statistics().messages().received()).isOne();
		}
	}

	@Test
	void aLastLineThatIsDroppedIsNotIncomplete() throws Exception {
		TcpFraming lines = Framings.line(100, LineTerminator.LF, true);
		TcpFraming framing = Framings
			.droppingInvalid(Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR), lines));
		try (TestPool pool = new TestPool(this.endpoint).framing(framing).start()) {
			TestClient client = pool.connect().send("ab\3\nab\4");
			client.endOutput();
			assertThat(client.receiveRest()).isEqualTo("ab\3\n");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.CLIENT);
			assertThat(pool.pool().statistics().messages().dropped()).isOne();
		}
	}

	@Test
	void framesThatAreDroppedAreNotOneThatLastsTooLong() throws Exception {
		TimeoutSettings timeouts = new TimeoutSettings(null, null, null, Duration.ofMillis(200), null, null, null);
		try (TestPool pool = new TestPool(this.endpoint).framing(Framings.droppingInvalid(CHECKED))
			.timeouts(timeouts)
			.start()) {
			TestClient noisy = pool.connect();
			TestClient torn = pool.connect().send("a");
			Awaitility.await().until(() -> {
				noisy.send("b\4\na");
				return !this.endpoint.reasons.isEmpty();
			});
			assertThat(torn.isAtEnd()).isTrue();
			assertThat(noisy.ask("a\0\n", "aa\0\n")).isNotEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("allThreads")
	void theLastReplyFollowsThoseToMessagesBefore(Threads threads) throws Exception {
		try (TestPool pool = new TestPool(this.endpoint).framing(new Commands("ERR no command"))
			.threads(threads)
			.start()) {
			TestClient client = pool.connect().send("+a\n+b\n?\n+c\n");
			assertThat(client.receiveRest()).isEqualTo("+a\n+b\nERR no command\n");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.BAD_FRAME);
			assertThat(this.endpoint.events).doesNotContain("+c");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theLastReplyMayBeBytesAndAnswerTheEndOfTheStream(boolean ends) {
		try (TestPool pool = new TestPool(this.endpoint).framing(new Commands(new byte[] { 'E', 'R', 'R' })).start()) {
			TestClient client = pool.connect().send("?\n");
			if (ends) {
				client.endOutput();
			}
			assertThat(client.receiveRest()).isEqualTo("ERR\n");
		}
	}

	@Test
	void aFrameThatIsTooLongMayBeAnswered() throws Exception {
		TcpFraming lines = Framings.replyingToInvalid("500 too long".getBytes(StandardCharsets.US_ASCII),
				Framings.line(8));
		try (TestPool pool = new TestPool(this.endpoint).framing(lines).start()) {
			assertThat(pool.connect().send("ab\r\n" + "c".repeat(12)).receiveRest())
				.isEqualTo("ab\r\n500 too long\r\n");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.FRAME_TOO_LONG);
		}
	}

	@Test
	void aLastLineThatIsInvalidMayBeAnswered() {
		TcpFraming lines = Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR),
				Framings.line(100, LineTerminator.LF, true));
		TcpFraming framing = Framings.replyingToInvalid("E".getBytes(StandardCharsets.US_ASCII), lines);
		try (TestPool pool = new TestPool(this.endpoint).framing(framing).start()) {
			TestClient client = pool.connect().send("ab\3\nab\4");
			client.endOutput();
			assertThat(client.receiveRest()).isEqualTo("ab\3\nEE\n");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theReplyOfAFailureComesFirst(boolean ends) {
		TcpFraming framing = Framings.replyingToInvalid(new byte[] { '?' }, new Commands("ERR no command"));
		try (TestPool pool = new TestPool(this.endpoint).framing(framing).start()) {
			TestClient client = pool.connect().send("?\n");
			if (ends) {
				client.endOutput();
			}
			assertThat(client.receiveRest()).isEqualTo("ERR no command\n");
		}
	}

	@Test
	void aClientThatDoesNotReadItsLastReplyIsClosedInTime() throws Exception {
		TimeoutSettings timeouts = new TimeoutSettings(null, null, null, null, Duration.ofMillis(300), null, null);
		byte[] reply = new byte[16 * 1024 * 1024];
		try (TestPool pool = new TestPool(this.endpoint).framing(new Commands(reply)).timeouts(timeouts).start()) {
			pool.connect().send("?\n");
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.BAD_FRAME);
		}
	}

	/**
	 * Lines that begin with a plus.
	 *
	 * @param refusal the reply to others
	 */
	private record Commands(Object refusal) implements TcpFraming {

		private static final TcpFraming LINES = Framings.line(100);

		@Override
		public boolean next(FrameInput input) throws TcpFramingException {
			if (input.get(0) != '+') {
				throw (this.refusal instanceof byte[] bytes) ? new TcpFramingException("No command", bytes)
						: new TcpFramingException("No command", this.refusal.toString());
			}
			return LINES.next(input);
		}

		@Override
		public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
			LINES.write(payload, output);
		}

	}

}
