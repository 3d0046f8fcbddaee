package io.netpool.tcp.framing;

import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class FrameChecksumTests {

	private static final HexFormat HEX = HexFormat.of();

	/**
	 * The login of a GT06 tracker with its answer, from the protocol's description.
	 */
	private static final String GT06_LOGIN = "78780d01012345678901234500018cdd0d0a";

	private static final String GT06_ANSWER = "787805010001d9dc0d0a";

	private static final TcpFraming GT06 = Framings
		.checksum(FrameChecksum.of(ChecksumAlgorithm.CRC_16_X25).covering(ChecksumScope.LENGTH), Framings.between(
				HEX.parseHex("7878"), HEX.parseHex("0d0a"), Framings.lengthField(64, LengthField.ofSize(1), true)));

	@Test
	void aLoginOfGt06IsReadAndAnswered() throws TcpFramingException {
		FramedStream stream = new FramedStream(GT06);
		assertThat(stream.read(HEX.parseHex(GT06_LOGIN)).payloads())
			.containsExactly(HEX.parseHex("0101234567890123450001"));
		assertThat(stream.write(HEX.parseHex("010001"))).isEqualTo(HEX.parseHex(GT06_ANSWER));
	}

	@Test
	void aMessageOfJt808IsReadAndWritten() throws TcpFramingException {
		TcpFraming framing = Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR),
				Framings.escaped(64, ByteEscapes.jt808(), Framings.flag(128, (byte) 0x7E)));
		FramedStream stream = new FramedStream(framing);
		// the example of the standard, section 4.4.2
		byte[] content = HEX.parseHex("307e087d55");
		byte[] frame = stream.write(content);
		assertThat(frame).isEqualTo(HEX.parseHex("7e307d02087d01556e7e"));
		assertThat(stream.read(frame).payloads()).containsExactly(content);
	}

	@ParameterizedTest
	@ValueSource(strings = { "78780d01012345678901234500018cde0d0a", "78780d01012345678901234500028cdd0d0a",
			"787801010d0a" })
	void aChecksumThatIsWrongOrMissingCloses(String frame) {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(GT06).read(HEX.parseHex(frame)))
			.withMessageMatching("Checksum of a frame is wrong|Frame is too short to have a checksum");
	}

	@Test
	void whatIsNotBetweenStartAndEndCloses() {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(GT06).read(HEX.parseHex("7879")))
			.withMessage("Frame does not begin with the start sequence");
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(GT06).read(HEX.parseHex(GT06_LOGIN.replace("0d0a", "0a0a"))))
			.withMessage("Frame does not end with the end sequence");
	}

	@Test
	void aChecksumFromTheLengthOnDoesNotCoverWhatIsBeforeTheLength() throws TcpFramingException {
		TcpFraming framing = Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR).covering(ChecksumScope.LENGTH),
				Framings.between(HEX.parseHex("7878"), HEX.parseHex("0d0a"),
						Framings.lengthField(64, new LengthField(1, 1, 0, ByteOrder.BIG_ENDIAN, false), true)));
		assertThat(new FramedStream(framing).read(HEX.parseHex("7878550311aab80d0a")).payloads())
			.containsExactly(HEX.parseHex("11aa"));
	}

	@Test
	void aFrameWithAWrongChecksumIsDroppedAndCounted() throws TcpFramingException {
		TcpFraming framing = Framings.droppingInvalid(GT06);
		byte[] bytes = HEX.parseHex(GT06_ANSWER.replace("d9dc", "0000") + "787801010d0a" + GT06_ANSWER);
		FrameInput input = new FrameInput(bytes, 0, bytes.length);
		assertThat(framing.next(input)).isTrue();
		assertThat(input.copy(input.payloadStart(), input.payloadStart() + input.payloadLength()))
			.isEqualTo(HEX.parseHex("010001"));
		assertThat(input.dropped()).isEqualTo(2);
	}

	@Test
	void anInvalidEscapeBelowAChecksumIsDroppedToo() throws TcpFramingException {
		TcpFraming framing = Framings.droppingInvalid(Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR),
				Framings.escaped(8, ByteEscapes.jt808(), Framings.flag(16, (byte) '~'))));
		assertThat(new FramedStream(framing).read("~a}~a~bb\0~").texts()).containsExactly("bb");
	}

	@Test
	void bytesAreSkippedAfterAFrameThatIsDropped() throws TcpFramingException {
		TcpFraming framing = Framings.skipping(FramedStream.latin1("\n"), Framings.droppingInvalid(Framings
			.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR), Framings.lengthField(8, LengthField.ofSize(1), true))));
		assertThat(
				new FramedStream(framing).readInPieces(FramedStream.latin1("\2ab\n\n\3ab\3\n"), List.of(1, 5)).texts())
			.containsExactly("ab");
	}

	@Test
	void modbusHasTheLowByteFirst() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings
			.checksum(FrameChecksum.of(ChecksumAlgorithm.CRC_16_MODBUS).littleEndian(), Framings.fixedLength(8)));
		assertThat(stream.write(HEX.parseHex("01030000000a"))).isEqualTo(HEX.parseHex("01030000000ac5cd"));
	}

	@Test
	void whatAFramingParsesHasNoChecksum() {
		TcpFraming parsing = mock();
		given(parsing.messageType()).willAnswer((call) -> String.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR), parsing))
			.withMessage("the framing parses messages itself");
	}

	@Test
	void aScopeThatTheFramingDoesNotHaveIsRefused() {
		FrameChecksum checksum = FrameChecksum.of(ChecksumAlgorithm.XOR).covering(ChecksumScope.FRAME);
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.checksum(checksum, Framings.line(8)))
			.withMessage("the framing has no header with a length that is removed");
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.droppingInvalid(Framings.line(8)))
			.withMessage("the framing has neither escapes nor a checksum");
	}

}
