package io.netpool.tcp.framing;

import java.util.List;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DelimiterFramingTests {

	@Test
	void aFrameEndsWithItsDelimiter() throws TcpFramingException {
		assertThat(delimited("||").read("one||two|2||||").texts()).containsExactly("one", "two|2", "");
	}

	@Test
	void aDelimiterMayArriveInPieces() throws TcpFramingException {
		assertThat(delimited("<<>>").readInPieces(FramedStream.latin1("a<<>b<<<>>"), List.of(1)).texts())
			.containsExactly("a<<>b<");
	}

	@Test
	void aPieceIsSearchedOnce() throws TcpFramingException {
		assertThat(delimited("\r\n").read("one\r").searched()).isEqualTo(4);
		assertThat(delimited("\r\n", "\0").read("one\r").searched()).isEqualTo(4);
	}

	@Test
	void theFirstOfSeveralDelimitersEndsTheFrame() throws TcpFramingException {
		assertThat(delimited(";", "\0").read("one;two\0three\0four;").texts()).containsExactly("one", "two", "three",
				"four");
	}

	@Test
	void ofDelimitersThatEndTogetherTheLongestCounts() throws TcpFramingException {
		assertThat(delimited("\n", "\r\n", ";\r\n").read("one;\r\ntwo\r\nthree\n").texts()).containsExactly("one",
				"two", "three");
	}

	@Test
	void aReplyGetsTheDelimiterOfItsRequest() throws TcpFramingException {
		FramedStream stream = delimited(";", "\0");
		assertThat(stream.write("hello")).isEqualTo("hello;");
		stream.read("one\0");
		assertThat(stream.write("hello")).isEqualTo("hello\0");
		stream.read("two;");
		assertThat(stream.write("hello")).isEqualTo("hello;");
	}

	@Test
	void whatHasNoDelimiterAtTheEndMayBeAFrame() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.delimiter(4, false, bytes("||", "\0"), true));
		assertThat(stream.read("one\0tw|").end().texts()).containsExactly("one", "tw|");
		assertThat(stream.write("bye")).isEqualTo("bye\0");
	}

	@Test
	void noMoreThanTheBoundIsAFrameAtTheEnd() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.delimiter(4, false, bytes("||"), true)).read("1234|");
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(stream::end)
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void connectionsShareNoDelimiter() throws TcpFramingException {
		TcpFraming framing = Framings.delimiter(8, false, bytes(";", "\0"));
		FramedStream other = new FramedStream(framing);
		new FramedStream(framing).read("one\0");
		assertThat(other.write("hello")).isEqualTo("hello;");
		assertThat(new FramedStream(framing).write("hello")).isEqualTo("hello;");
	}

	@Test
	void aDelimiterThatIsKeptIsPartOfThePayload() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.delimiter(4, true, bytes(";", "\r\n")));
		assertThat(stream.read("1234;abcd\r\n;").texts()).containsExactly("1234;", "abcd\r\n", ";");
		assertThat(stream.write("hello")).isEqualTo("hello;");
		assertThat(stream.write("hello\r\n")).isEqualTo("hello\r\n");
		assertThat(stream.write("\r\n")).isEqualTo("\r\n");
		assertThat(stream.write("\n")).isEqualTo("\n;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "123456789;", "123456789\r\n", "1234567890" })
	void aPayloadIsNotLongerThanTheBound(String bytes) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> delimited(";", "\r\n").read(bytes))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void aPayloadMayBeAsLongAsTheBound() throws TcpFramingException {
		assertThat(delimited("\r\n").readInPieces(FramedStream.latin1("12345678\r\n"), List.of(1)).texts())
			.containsExactly("12345678");
	}

	@Test
	void aDelimiterThatIsNeverFoundIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> delimited("\r\n", "\r"))
			.withMessage("delimiter '\\x0D\\x0A' is never found, since delimiter '\\x0D' ends the frame before it is "
					+ "complete");
	}

	@Test
	void anEmptyDelimiterIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> delimited("\n", "")).withMessage("a delimiter is empty");
		assertThatIllegalArgumentException().isThrownBy(() -> delimited()).withMessage("there is no delimiter");
	}

	private static FramedStream delimited(String... delimiters) {
		return new FramedStream(Framings.delimiter(8, false, bytes(delimiters)));
	}

	private static List<byte[]> bytes(String... delimiters) {
		return Stream.of(delimiters).map(FramedStream::latin1).toList();
	}

}
