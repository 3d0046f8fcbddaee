package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;

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
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.framing.next(input("12345")));
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
