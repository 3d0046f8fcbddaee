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
	@ValueSource(strings = { "0 ", "x", " ", "\n", "-1 a", "1 ab", "1x", "12<", "1\n" })
	void whatIsNeitherIsNoFrame(String bytes) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.syslog.read(bytes))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.BAD_FRAME);
	}

	@ParameterizedTest
	@ValueSource(strings = { "13", "99999999999999999999999999", "2147483648 ", "<123456789012", "<123456789012\n" })
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

}
