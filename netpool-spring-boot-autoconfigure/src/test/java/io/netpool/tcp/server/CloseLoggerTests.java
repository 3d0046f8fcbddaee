package io.netpool.tcp.server;

import java.time.Duration;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.ChecksumAlgorithm;
import io.netpool.tcp.framing.FrameChecksum;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.settings.ApplicationFraming;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.TimeoutSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is logged of a connection that the pool closed: whose it was, what was wrong, and
 * the setting that limits it.
 */
@ExtendWith(OutputCaptureExtension.class)
class CloseLoggerTests {

	private static final Duration SHORT = Duration.ofMillis(200);

	private final TestEndpoint endpoint = new TestEndpoint(CloseLoggerTests::handle);

	private static Object handle(TcpConnection connection, Object message) {
		switch ((String) message) {
			case "login" -> connection.principal(() -> "ann\n");
			case "patience" -> connection.idleTimeout(Duration.ofSeconds(1));
			default -> {
			}
		}
		return message;
	}

	@Test
	void aFrameThatIsTooLong(CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).framing(Framings.line(20)).start()) {
			assertThat(pool.connect().send("a".repeat(30)).isAtEnd()).isTrue();
			assertLogged(output,
					": FRAME_TOO_LONG, Frame is longer than the maximum of 20 bytes (netpool.tcp.framing.max-length)");
		}
	}

	@Test
	void aFrameThatIsTooLongForAFramingOfTheApplication(CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).framing(ofApplication(20)).start()) {
			assertThat(pool.connect().send("a".repeat(9)).isAtEnd()).isTrue();
			assertLogged(output, ": FRAME_TOO_LONG, Frame is longer than the maximum of 5 bytes");
			assertThat(output).doesNotContain("framing.max-length");
		}
	}

	@Test
	void aFrameThatIsTooLongForAFramingOfTheApplicationAfterALastReply(CapturedOutput output) {
		TcpFraming framing = Framings.replyingToInvalid(new byte[] { 'e' }, ofApplication(20));
		try (TestPool pool = new TestPool(this.endpoint).framing(framing).start()) {
			assertThat(pool.connect().send("a".repeat(9)).receiveRest()).isEqualTo("e\n");
			assertLogged(output, ": FRAME_TOO_LONG, Frame is longer than the maximum of 5 bytes");
			assertThat(output).doesNotContain("framing.max-length");
		}
	}

	@Test
	void aFrameOfAFramingOfTheApplicationThatIsTooLongForTheSetting(CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).framing(ofApplication(3)).start()) {
			assertThat(pool.connect().send("a".repeat(4) + "\n").isAtEnd()).isTrue();
			assertLogged(output,
					": FRAME_TOO_LONG, Frame is longer than the maximum of 3 bytes (netpool.tcp.framing.max-length)");
		}
	}

	/**
	 * A framing of lines of five bytes, with the maximum of a setting.
	 */
	private static TcpFraming ofApplication(int maxLength) {
		return Framings.limited(maxLength, new ApplicationFraming(Framings.line(5)));
	}

	@Test
	void aFrameThatIsTooLongForAChangedFraming(CapturedOutput output) {
		TestEndpoint changing = new TestEndpoint((connection, message) -> {
			connection.changeFraming(Framings.line(5));
			return message;
		});
		try (TestPool pool = new TestPool(changing).queue(1).framing(Framings.line(20)).start()) {
			TestClient client = pool.connect().send("change\n");
			assertThat(client.readLine()).isEqualTo("change");
			assertThat(client.send("a".repeat(9)).isAtEnd()).isTrue();
			assertLogged(output, ": FRAME_TOO_LONG, Frame is longer than the maximum of 5 bytes");
			assertThat(output).doesNotContain("framing.max-length");
		}
	}

	@Test
	void aFrameThatIsInvalidAfterALastReply(CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).framing(Framings.replyingToInvalid(new byte[] { 'e' },
				Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR), Framings.line(100))))
			.start()) {
			assertThat(pool.connect().send("ab\4\n").receiveRest()).isNotEmpty();
			assertLogged(output, ": BAD_FRAME, Checksum");
		}
	}

	@Test
	void aLongTextIsShortened(CapturedOutput output) {
		TcpFraming framing = new TcpFraming() {

			@Override
			public boolean next(FrameInput input) throws TcpFramingException {
				throw new TcpFramingException("\n".repeat(10_000));
			}

			@Override
			public void write(byte[] payload, FrameOutput output) {
				output.write(payload);
			}

		};
		try (TestPool pool = new TestPool(this.endpoint).framing(framing).start()) {
			assertThat(pool.connect().send("a").isAtEnd()).isTrue();
			assertLogged(output, ": BAD_FRAME, " + "\\u000a".repeat(200) + "...");
		}
	}

	@Test
	void aTimeout(CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).timeouts(idle(SHORT)).start()) {
			assertThat(pool.connect().isAtEnd()).isTrue();
			assertLogged(output, ": IDLE_TIMEOUT (netpool.tcp.timeout.idle: 200ms)");
		}
	}

	@Test
	void aTimeoutThatTheApplicationHasChanged(CapturedOutput output) {
		try (TestPool pool = new TestPool(this.endpoint).timeouts(idle(Duration.ofHours(1))).start()) {
			TestClient client = pool.connect().send("patience\n");
			assertThat(client.readLine()).isEqualTo("patience");
			assertThat(client.isAtEnd()).isTrue();
			assertLogged(output, ": IDLE_TIMEOUT (netpool.tcp.timeout.idle: 1s)");
		}
	}

	@Test
	void aRateWithThePrincipal(CapturedOutput output) throws Exception {
		LimitSettings limits = new LimitSettings(0, List.of(), List.of(), 0, 1, MessagesOverflow.DISCONNECT);
		try (TestPool pool = new TestPool(this.endpoint).limits(limits).start()) {
			TestClient client = pool.connect().send("login\n");
			assertThat(client.readLine()).isEqualTo("login");
			client.send("a\n".repeat(9));
			assertThat(this.endpoint.nextReason()).isEqualTo(CloseReason.TOO_MANY_MESSAGES);
			assertLogged(output,
					", principal 'ann\\u000a': TOO_MANY_MESSAGES (netpool.tcp.limits.messages-per-second: 1)");
		}
	}

	private static TimeoutSettings idle(Duration timeout) {
		return new TimeoutSettings(timeout, null, null, null, null, null, null);
	}

	private static void assertLogged(CapturedOutput output, String end) {
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(output.getAll().lines().filter((line) -> line.contains("Closed connection ")))
						.singleElement()
						.asString()
						.contains(" of pool 'default' from 127.0.0.1:")
						.contains(end)
						.doesNotContain("acceptors"));
	}

}
