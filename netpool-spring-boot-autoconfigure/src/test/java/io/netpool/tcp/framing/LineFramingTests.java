package io.netpool.tcp.framing;

import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LineFramingTests {

	private final FramedStream lines = new FramedStream(Framings.line(8));

	@Test
	void aLineEndsWithLfOrCrLf() throws TcpFramingException {
		assertThat(this.lines.read("one\ntwo\r\n\n\r\n").texts()).containsExactly("one", "two", "", "");
	}

	@Test
	void aCrElsewhereIsPartOfTheLine() throws TcpFramingException {
		assertThat(this.lines.read("a\rb\n\r\r\n").texts()).containsExactly("a\rb", "\r");
	}

	@Test
	void aTerminatorMayArriveInTwoPieces() throws TcpFramingException {
		assertThat(this.lines.read("one\r").read("\ntwo\n").texts()).containsExactly("one", "two");
	}

	@Test
	void aPieceIsSearchedOnce() throws TcpFramingException {
		assertThat(this.lines.read("one").searched()).isEqualTo(3);
		assertThat(this.lines.read("two").searched()).isEqualTo(6);
		assertThat(this.lines.read("\nx").searched()).isEqualTo(1);
	}

	@Test
	void aReplyEndsAsTheLineThatWasReadLast() throws TcpFramingException {
		assertThat(this.lines.write("hello")).isEqualTo("hello\n");
		this.lines.read("one\r\n");
		assertThat(this.lines.write("hello")).isEqualTo("hello\r\n");
		this.lines.read("two\n");
		assertThat(this.lines.write("hello")).isEqualTo("hello\n");
	}

	@Test
	void connectionsShareNoTerminator() throws TcpFramingException {
		LineFraming framing = new LineFraming(8, false);
		new FramedStream(framing).read("one\r\n");
		assertThat(new FramedStream(framing).write("hello")).isEqualTo("hello\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "12345678\n", "12345678\r\n" })
	void aLineMayBeAsLongAsTheBound(String line) throws TcpFramingException {
		assertThat(this.lines.readInPieces(FramedStream.latin1(line), List.of(1)).texts()).containsExactly("12345678");
	}

	@ParameterizedTest
	@ValueSource(strings = { "123456789\n", "123456789\r\n", "1234567890" })
	void aLongerLineIsNoFrame(String line) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.lines.read(line))
			.withMessage("Frame is longer than the maximum of 8 bytes")
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void linesBeforeOneThatIsTooLongAreRead() {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.lines.read("one\n1234567890"));
		assertThat(this.lines.texts()).containsExactly("one");
	}

	@Test
	void theLargestBoundIsABound() throws TcpFramingException {
		assertThat(new FramedStream(Framings.line(Integer.MAX_VALUE)).read("on").read("e\n").texts())
			.containsExactly("one");
	}

	@ParameterizedTest
	@EnumSource
	void aTornLineIsDropped(LineTerminator terminator) throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.line(8, terminator));
		assertThat(stream.read("one\r\ntw").end().payloads()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void aTornLineMayBeAFrame(LineTerminator terminator) throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.line(8, terminator, true)).read("\r\ntw").end();
		assertThat(stream.texts()).hasSize(2).last().isEqualTo("tw");
		assertThat(stream.write("bye")).isEqualTo((terminator == LineTerminator.LF) ? "bye\n" : "bye\r\n");
	}

	@Test
	void theCrOfATornTerminatorIsNotPartOfTheLine() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.line(8, LineTerminator.AUTO, true));
		assertThat(stream.read("12345678\r").end().texts()).containsExactly("12345678");
	}

	@Test
	void aTornLineIsNotLongerThanTheBound() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.line(8, LineTerminator.AUTO, true)).read("123456789");
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(stream::end)
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void lfKeepsTheCrAndIsWrittenAlone() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.line(8, LineTerminator.LF));
		assertThat(stream.read("one\r\ntwo\n").texts()).containsExactly("one\r", "two");
		assertThat(stream.write("hello")).isEqualTo("hello\n");
	}

	@Test
	void crLfIsNotEndedByALoneLf() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.line(8, LineTerminator.CRLF));
		assertThat(stream.write("hello")).isEqualTo("hello\r\n");
		assertThat(stream.read("a\nb\rc\r").read("\ntwo\r\n").texts()).containsExactly("a\nb\rc", "two");
		assertThat(stream.write("hello")).isEqualTo("hello\r\n");
	}

}
