package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LengthLimitedFraming}.
 */
class LengthLimitedFramingTests {

	private final TcpFraming framing = Framings.limited(4, new LineFraming(1000, false)).forConnection();

	private static FrameInput input(String text) {
		return new FrameInput(text.getBytes(), 0, text.length());
	}

	@Test
	void whatIsNotTooLongIsCut() throws TcpFramingException {
		FrameInput input = input("1234\nab");
		assertThat(this.framing.next(input)).isTrue();
		assertThat(input.payloadLength()).isEqualTo(4);
		input.advance();
		assertThat(this.framing.next(input)).isFalse();
	}

	@Test
	void aFrameThatIsTooLongIsRefused() {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.framing.next(input("12345\n")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CloseReason.FRAME_TOO_LONG));
	}

	@Test
	void bytesThatBecomeTooLongBeforeTheyAreAFrameAreRefused() {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> this.framing.next(input("1234" + "5".repeat(33))));
	}

	@Test
	void theLongestMessageIsReadInAnyPiecesWithItsDelimiter() throws TcpFramingException {
		FramedStream stream = new FramedStream(
				Framings.limited(4, Framings.delimiter(1000, false, List.of(FramedStream.latin1("[end]")))));
		stream.readInPieces(FramedStream.latin1("1234[end]5678[end]"), List.of(7));
		assertThat(stream.texts()).containsExactly("1234", "5678");
	}

	@Test
	void whatIsBeyondTheMaximumIsNotRead() {
		TcpFraming parsed = Framings.parsed(String.class, (input) -> {
			String line = input.readLine();
			throw new TcpFramingException("No number: " + line.length());
		});
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> Framings.limited(4, parsed).next(input("x".repeat(100) + "\n")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(CloseReason.FRAME_TOO_LONG));
	}

	@Test
	void aLongRunOfDroppedFramesHidesNoFrame() throws TcpFramingException {
		TcpFraming dropping = (input) -> {
			while (input.length() > 1) {
				input.frame(0, 2, 2);
				if (input.get(0) == '+') {
					return true;
				}
				input.drop();
			}
			return false;
		};
		FrameInput input = input("-x".repeat(100) + "+y");
		assertThat(Framings.limited(4, dropping).next(input)).isTrue();
		assertThat(input.get(1)).isEqualTo((byte) 'y');
		assertThat(input.dropped()).isEqualTo(100);
	}

	@Test
	void whatIsLeftAtTheEndAndWhatIsWrittenIsTheFramingsOwn() throws TcpFramingException {
		FramedStream lines = new FramedStream(Framings.limited(4, Framings.line(1000)));
		assertThat(lines.read("ab\nc").end().texts()).containsExactly("ab");
		assertThat(lines.write("longer than the bound")).isEqualTo("longer than the bound\n");
		FramedStream raw = new FramedStream(Framings.limited(4, Framings.raw(1000, StandardCharsets.UTF_8)));
		assertThat(raw.read("a\u00F0").end().texts()).containsExactly("a", "\u00F0");
	}

}
