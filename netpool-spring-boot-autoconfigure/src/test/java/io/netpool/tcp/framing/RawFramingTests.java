package io.netpool.tcp.framing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RawFramingTests {

	private static final byte[] EMOJI = "😀".getBytes(StandardCharsets.UTF_8);

	@Test
	void whatArrivesIsAMessage() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.raw(8, null));
		assertThat(stream.read("hel").read("lo\n").texts()).containsExactly("hel", "lo\n");
	}

	@Test
	void moreThanTheBoundIsCut() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.raw(4, null));
		assertThat(stream.read("0123456789").texts()).containsExactly("0123", "4567", "89");
	}

	@Test
	void bytesWaitForNoCharacter() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.raw(8, null));
		assertThat(stream.read(new byte[] { (byte) 0xF0 }).payloads()).hasSize(1);
	}

	@Test
	void aCharacterInPiecesIsOneCharacter() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.raw(8, StandardCharsets.UTF_8));
		assertThat(stream.readInPieces(EMOJI, List.of(1)).payloads()).containsExactly(EMOJI);
	}

	@Test
	void theBoundSplitsNoCharacter() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.raw(6, StandardCharsets.UTF_8));
		assertThat(stream.read("😀😀".getBytes(StandardCharsets.UTF_8)).payloads()).containsExactly(EMOJI, EMOJI);
	}

	@Test
	void aCharacterThatIsLongerThanTheBoundIsTooLong() {
		FramedStream stream = new FramedStream(Framings.raw(2, StandardCharsets.UTF_8));
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.readInPieces(EMOJI, List.of(1)))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void aCharacterThatIsLongerThanTheBoundIsNotWaitedFor() {
		FramedStream stream = new FramedStream(Framings.raw(2, StandardCharsets.UTF_8));
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.read(Arrays.copyOf(EMOJI, 2)));
	}

	@Test
	void aTornCharacterIsTheLastMessage() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.raw(8, StandardCharsets.UTF_8));
		assertThat(stream.read("a\u00F0\u009F").end().texts()).containsExactly("a", "\u00F0\u009F");
	}

	@Test
	void isWrittenAsItIs() throws TcpFramingException {
		assertThat(new FramedStream(Framings.raw(8, null)).write("hello world")).isEqualTo("hello world");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN", "x-IBM930", "UTF-16" })
	void aCharsetThatHasToKnowTheTextBeforeIsRefused(String charset) {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.raw(8, Charset.forName(charset)))
			.withMessage("raw framing divides the stream anywhere, but " + charset
					+ " cannot decode a piece of text without the text before it");
	}

	@Test
	void aMaximumOfOneIsTheLeast() throws TcpFramingException {
		assertThat(new FramedStream(Framings.raw(1, null)).read("ab").texts()).containsExactly("a", "b");
	}

	@Test
	void aBoundOfZeroIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.raw(0, null))
			.withMessage("maxLength is 0, which is less than 1");
	}

}
