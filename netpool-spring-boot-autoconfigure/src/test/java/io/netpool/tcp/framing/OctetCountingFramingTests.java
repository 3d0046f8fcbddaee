package io.netpool.tcp.framing;

import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OctetCountingFramingTests {

	private final FramedStream syslog = new FramedStream(Framings.octetCounting(12));

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 100 })
	void theFirstByteOfEachFrameTellsItsKind(int piece) throws TcpFramingException {
		byte[] bytes = FramedStream.latin1("7 <1>one\n<2>two\n12 <3>1234567893 abc<4>\n");
		assertThat(this.syslog.readInPieces(bytes, List.of(piece)).texts()).containsExactly("<1>one\n", "<2>two",
				"<3>123456789", "abc", "<4>");
	}

	@Test
	void aReplyIsFramedAsItsRequest() throws TcpFramingException {
		assertThat(this.syslog.write("hello")).isEqualTo("hello\n");
		this.syslog.read("3 <1>");
		assertThat(this.syslog.write("hello")).isEqualTo("5 hello");
		this.syslog.read("<2>two\n");
		assertThat(this.syslog.write("hello")).isEqualTo("hello\n");
	}

	@Test
	void aFrameThatIsNotWholeChangesNoReply() throws TcpFramingException {
		assertThat(this.syslog.read("3 <1").write("hello")).isEqualTo("hello\n");
	}

	@Test
	void anEmptyPayloadIsNotCounted() throws TcpFramingException {
		this.syslog.read("3 <1>");
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.syslog.write(""))
			.withMessage("Empty payload cannot be written as a counted syslog frame (RFC 6587)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 ", "x", " ", "-1 a", "1x", "12<", "12", "1-1 a", "01 a", "\u00E9", "12345678901 ",
			"12:00 rain" })
	void whatIsNotCountedEndsWithLfWhateverItBeginsWith(String message) throws TcpFramingException {
		byte[] bytes = FramedStream.latin1(message + "\n1 a" + message + "\n");
		assertThat(this.syslog.readInPieces(bytes, List.of(1)).texts()).containsExactly(message, "a", message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\n\n", "\r\n\r\n" })
	void lineBreaksBetweenFramesAreSkipped(String breaks) throws TcpFramingException {
		byte[] bytes = FramedStream.latin1(String.join(breaks, "", "5 hello", "5 world", "<1>one\n", "x\n", ""));
		assertThat(this.syslog.readInPieces(bytes, List.of(1)).texts()).containsExactly("hello", "world", "<1>one",
				"x");
		assertThat(this.syslog.waiting()).isZero();
		assertThat(new FramedStream(Framings.octetCounting(12)).read(bytes).texts()).hasSize(4);
	}

	@Test
	void lineBreaksOfACountedMessageAreItsOwn() throws TcpFramingException {
		assertThat(this.syslog.read("3 \na\n\n2 b\n").texts()).containsExactly("\na\n", "b\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "13 ", "9999999999 ", "2147483648 ", "99999999999999999999999999", "<123456789012",
			"<123456789012\n", "x123456789012", "123456789012x" })
	void aPayloadIsNotLongerThanTheBound(String bytes) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.syslog.read(bytes))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@ParameterizedTest
	@ValueSource(strings = { "12 <1>123456789", "<1>123456789\n" })
	void aPayloadMayBeAsLongAsTheBound(String bytes) throws TcpFramingException {
		assertThat(this.syslog.read(bytes).texts()).containsExactly("<1>123456789");
	}

	@Test
	void everyDigitMayBeInALength() throws TcpFramingException {
		String payload = "<1>" + "x".repeat(1906);
		FramedStream stream = new FramedStream(Framings.octetCounting(2000));
		assertThat(stream.read("1909 " + payload).texts()).containsExactly(payload);
	}

	@Test
	void aLineIsSearchedOnce() throws TcpFramingException {
		assertThat(this.syslog.read("<1>o").searched()).isEqualTo(4);
		assertThat(this.syslog.read("ne\n").texts()).containsExactly("<1>one");
	}

	@Test
	void aTornFrameIsDropped() throws TcpFramingException {
		assertThat(this.syslog.read("<1>one\n<2>tw").end().texts()).containsExactly("<1>one");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<2>tw", "tw", "1x", "0", "12345678901" })
	void aTornLineMayBeAFrame(String line) throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.octetCounting(12, true));
		assertThat(stream.read("3 <1>").read(line).end().texts()).containsExactly("<1>", line);
		assertThat(stream.write("bye")).isEqualTo("bye\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "12", "3 ", "3 tw" })
	void aTornCountedFrameIsDropped(String frame) throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.octetCounting(12, true));
		assertThat(stream.read("<1>one\n").read(frame).end().texts()).containsExactly("<1>one");
	}

}
