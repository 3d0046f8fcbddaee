package io.netpool.tcp.framing;

import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AnyLineFramingTests {

	private final FramedStream lines = new FramedStream(Framings.line(8, LineTerminator.ANY));

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 100 })
	void linesOfOneStreamEndWithCrLfOrBoth(int piece) throws TcpFramingException {
		byte[] bytes = FramedStream.latin1("one\rtwo\nthree\r\nfour\n\r\n\r\rfive\n");
		assertThat(this.lines.readInPieces(bytes, List.of(piece)).texts()).containsExactly("one", "two", "three",
				"four", "", "", "", "five");
		assertThat(this.lines.waiting()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 100 })
	void bytesAreSkippedAfterTheLfOfAPreviousLine(int piece) throws TcpFramingException {
		FramedStream skipping = new FramedStream(
				Framings.skipping(new byte[] { ' ' }, Framings.line(8, LineTerminator.ANY)));
		byte[] bytes = FramedStream.latin1("a\r\n  b\r \n  c\n \rd\r");
		assertThat(skipping.readInPieces(bytes, List.of(piece)).texts()).containsExactly("a", "b", "", "c", "", "d");
	}

	@Test
	void aCrEndsItsLineAtOnce() throws TcpFramingException {
		assertThat(this.lines.read("one\r").texts()).containsExactly("one");
	}

	@Test
	void theLfAfterItIsNotTheBeginningOfALine() throws TcpFramingException {
		assertThat(this.lines.read("one\r").read("\n").waiting()).isZero();
		assertThat(this.lines.read("\n").texts()).containsExactly("one", "");
	}

	@ParameterizedTest
	@CsvSource({ "'one\r'", "'one\n'", "'one\r\n'" })
	void aReplyEndsAsTheLineThatWasReadLast(String line) throws TcpFramingException {
		assertThat(this.lines.write("hello")).isEqualTo("hello\n");
		this.lines.read("\rx\r\nx\n").read(line);
		assertThat(this.lines.write("one")).isEqualTo(line);
	}

	@Test
	void whereTheLfHasNotArrivedAReplyEndsAsBefore() throws TcpFramingException {
		assertThat(this.lines.read("one\r\ntwo\r").write("hello")).isEqualTo("hello\r\n");
		assertThat(this.lines.read("three\rfour\r").write("hello")).isEqualTo("hello\r");
		assertThat(this.lines.read("\n").write("hello")).isEqualTo("hello\r\n");
	}

	@Test
	void connectionsShareNothing() throws TcpFramingException {
		AnyLineFraming framing = new AnyLineFraming(8, false);
		new FramedStream(framing).read("one\r");
		FramedStream other = new FramedStream(framing);
		assertThat(other.write("hello")).isEqualTo("hello\n");
		assertThat(other.read("\n").texts()).containsExactly("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "12345678\n", "12345678\r" })
	void aLineMayBeAsLongAsTheBound(String line) throws TcpFramingException {
		assertThat(this.lines.readInPieces(FramedStream.latin1(line), List.of(1)).texts()).containsExactly("12345678");
	}

	@ParameterizedTest
	@ValueSource(strings = { "123456789\n", "123456789\r", "123456789" })
	void aLongerLineIsNoFrame(String line) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.lines.read(line))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void aPieceIsSearchedOnce() throws TcpFramingException {
		assertThat(this.lines.read("one").searched()).isEqualTo(3);
		assertThat(this.lines.read("two").searched()).isEqualTo(6);
		assertThat(this.lines.read("\rx").searched()).isEqualTo(1);
	}

}
