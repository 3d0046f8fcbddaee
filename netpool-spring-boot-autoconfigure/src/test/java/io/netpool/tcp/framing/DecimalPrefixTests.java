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

class DecimalPrefixTests {

	@ParameterizedTest
	@CsvSource({
			// offset, digits, adjustment, strip, frame, payload
			"0, 4, 0, true, 0004abcd, abcd", "0, 4, 0, false, 0004abcd, 0004abcd", "0, 4, 0, true, 0000, ''",
			"0, 2, -2, true, 06abcd, abcd", "0, 1, 2, true, 2abcd, abcd", "2, 3, 0, false, TM004abcd, TM004abcd",
			"0, 10, -10, true, 0000000014abcd, abcd", "0, 3, 0, true, 012abcdefghijkl, abcdefghijkl" })
	void isReadAndWritten(int offset, int digits, int adjustment, boolean strip, String frame, String payload)
			throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.decimalLength(100, offset, digits, adjustment, strip));
		byte[] twice = FramedStream.latin1(frame + frame);
		assertThat(stream.readInPieces(twice, List.of(1)).texts()).containsExactly(payload, payload);
		assertThat(stream.waiting()).isZero();
		assertThat(stream.write(payload)).isEqualTo(frame);
	}

	@Test
	void aLengthOfZeroInAPayloadIsFilledIn() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.decimalLength(100, 1, 3, -4, false));
		assertThat(stream.write("M000abc")).isEqualTo("M007abc");
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.write("M001abc"))
			.withMessage("Length in the header of a payload is neither zero nor that of its body (3 bytes)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "00x4", "   4", "+004", "-001", "004/", "004:", "\0\0\0\4", "0x04" })
	void whatDoesNotConsistOfDigitsIsNoFrame(String length) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> digits(4).read(length))
			.withMessage("Length of a frame does not consist of 4 decimal digits")
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.BAD_FRAME);
	}

	@ParameterizedTest
	@CsvSource({ "3, 101", "10, 2147483648", "10, 9999999999" })
	void aClaimedLengthThatIsTooLongIsRefusedAtOnce(int digits, String length) {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> digits(digits).read(length))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void aLengthThatIsLessThanTheHeaderThatItCountsIsNoFrame() {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(Framings.decimalLength(100, 0, 2, -2, true)).read("01"))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.BAD_FRAME);
	}

	@Test
	void aLengthThatDoesNotFitIsNotWritten() throws TcpFramingException {
		assertThat(digits(2).write("x".repeat(99))).startsWith("99x").hasSize(101);
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> digits(2).write("x".repeat(100)))
			.withMessage("Length 100 of a body of 100 bytes does not fit into a length field of 2 decimal digits");
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(Framings.decimalLength(100, 0, 2, 3, true)).write("ab"))
			.withMessageStartingWith("Length -1 of a body of 2 bytes does not fit");
	}

	@ParameterizedTest
	@CsvSource({ "-1, 4, 'offset is -1, which is less than 0'", "0, 0, 'digits is 0, which is not between 1 and 10'",
			"0, 11, 'digits is 11, which is not between 1 and 10'" })
	void whatIsNoLengthIsRefused(int offset, int digits, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.decimalLength(100, offset, digits, 0, true))
			.withMessage(message);
	}

	private static FramedStream digits(int digits) {
		return new FramedStream(Framings.decimalLength(100, 0, digits, 0, true));
	}

}
