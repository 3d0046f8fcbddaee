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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StartEndFramingTests {

	private static final String ONE = "\u000BMSH|one\rPID\r\u001C\r";

	private static final String ONE_TEXT = "MSH|one\rPID\r";

	private final FramedStream mllp = framed("\u000B", "\u001C\r");

	@Test
	void aFrameLiesBetweenStartAndEnd() throws TcpFramingException {
		assertThat(this.mllp.read(ONE + "\u000B\u001C\r" + ONE).texts()).containsExactly(ONE_TEXT, "", ONE_TEXT);
		assertThat(this.mllp.write("hello")).isEqualTo("\u000Bhello\u001C\r");
	}

	@Test
	void aPartOfTheEndIsPayload() throws TcpFramingException {
		assertThat(this.mllp.readInPieces(FramedStream.latin1("\u000Ba\u001Cb\u001C\u001C\r"), List.of(1)).texts())
			.containsExactly("a\u001Cb\u001C");
	}

	@Test
	void startAndEndMayBeTheSame() throws TcpFramingException {
		assertThat(framed("~", "~").read("~one~~two~").texts()).containsExactly("one", "two");
	}

	@Test
	void aPieceIsSearchedOnce() throws TcpFramingException {
		assertThat(this.mllp.read("\u000Bone").searched()).isEqualTo(4);
		assertThat(this.mllp.read("\u001C").searched()).isEqualTo(4);
		assertThat(this.mllp.read("x").searched()).isEqualTo(6);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 100 })
	void lineBreaksBetweenFramesAreSkipped(int piece) throws TcpFramingException {
		String bytes = "\r\n" + ONE + "\n" + ONE + "\r\n\r\n" + ONE + "\n";
		assertThat(this.mllp.readInPieces(FramedStream.latin1(bytes), List.of(piece)).texts()).containsExactly(ONE_TEXT,
				ONE_TEXT, ONE_TEXT);
	}

	@Test
	void lineBreaksThatArriveWithAFrameDoNotWait() throws TcpFramingException {
		assertThat(this.mllp.read(ONE + "\n").waiting()).isZero();
	}

	@Test
	void lineBreaksThatArriveAfterAFrameDoNotWait() throws TcpFramingException {
		assertThat(this.mllp.read(ONE).read("\r").read("\n").waiting()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u000Bone\u001C\rx", "\0", " " })
	void otherBytesBetweenFramesAreNoFrame(String bytes) {
		assertThatBadFrame(this.mllp, bytes, 1);
	}

	@Test
	void aStartThatIsNotWholeWaits() throws TcpFramingException {
		FramedStream stream = framed("<<", ">>");
		assertThat(stream.read("<").payloads()).isEmpty();
		assertThat(stream.read("<one>>").texts()).containsExactly("one");
		assertThatBadFrame(stream, "<o", 1);
	}

	@Test
	void aStartMayBeALineBreak() throws TcpFramingException {
		assertThat(framed("\n", ";").read("\none;\ntwo;").texts()).containsExactly("one", "two");
	}

	@ParameterizedTest
	@ValueSource(strings = { "~12345678901234567", "~12345678901234567~", "\r\n~12345678901234567" })
	void aPayloadIsNotLongerThanTheBound(String bytes) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> framed("~", "~").read(bytes))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void aPayloadMayBeAsLongAsTheBound() throws TcpFramingException {
		assertThat(this.mllp.readInPieces(FramedStream.latin1("\u000B1234567890123456\u001C\r"), List.of(1)).texts())
			.containsExactly("1234567890123456");
	}

	@ParameterizedTest
	@CsvSource({ "a>>b, >>", "ab>>, >>", "a>, >>" })
	void aPayloadThatHoldsTheEndIsNotWritten(String payload, String end) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> framed("<", end).write(payload))
			.withMessage("Payload contains the end sequence, which would end its frame too early");
	}

	@Test
	void aPayloadThatHoldsAPartOfTheEndIsWritten() throws TcpFramingException {
		assertThat(framed("<", ">>").write("a>b")).isEqualTo("<a>b>>");
	}

	@ParameterizedTest
	@CsvSource({ "'', a, start", "a, '', end" })
	void anEmptySequenceIsRefused(String start, String end, String setting) {
		assertThatIllegalArgumentException().isThrownBy(() -> framed(start, end))
			.withMessage("the " + setting + " sequence is empty");
	}

	private static void assertThatBadFrame(FramedStream stream, String bytes, int piece) {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> stream.readInPieces(FramedStream.latin1(bytes), List.of(piece)))
			.withMessage("Frame does not begin with the start sequence")
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.BAD_FRAME);
	}

	private static FramedStream framed(String start, String end) {
		return new FramedStream(Framings.startEnd(16, FramedStream.latin1(start), FramedStream.latin1(end)));
	}

}
