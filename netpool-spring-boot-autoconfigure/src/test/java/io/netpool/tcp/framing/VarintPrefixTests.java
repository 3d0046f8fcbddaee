package io.netpool.tcp.framing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.StringValue;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VarintPrefixTests {

	private static final HexFormat HEX = HexFormat.of();

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 125, 126, 127, 128, 16382, 16383, 16384, 300_000 })
	void isWhatProtocolBuffersWrite(int length) throws IOException, TcpFramingException {
		StringValue message = StringValue.of("x".repeat(length));
		ByteArrayOutputStream delimited = new ByteArrayOutputStream();
		message.writeDelimitedTo(delimited);
		FramedStream stream = new FramedStream(Framings.varintLength(1_000_000, 0, true));
		assertThat(stream.write(message.toByteArray())).isEqualTo(delimited.toByteArray());
		assertThat(stream.readInPieces(delimited.toByteArray(), List.of(1, 1, 1000)).payloads())
			.containsExactly(message.toByteArray());
	}

	@ParameterizedTest
	@ValueSource(strings = { "C000", "20020000", "3003000141" })
	void anMqttPacketCarriesItsHeader(String packet) throws TcpFramingException {
		byte[] bytes = HEX.parseHex(packet);
		FramedStream stream = new FramedStream(Framings.varintLength(100, 1, false));
		assertThat(stream.readInPieces(bytes, List.of(1)).payloads()).containsExactly(bytes);
		assertThat(stream.write(bytes)).isEqualTo(bytes);
	}

	@Test
	void aLengthOfZeroInAPayloadIsFilledInAtItsSize() throws TcpFramingException {
		byte[] packet = new byte[202];
		packet[0] = 0x30;
		byte[] frame = new FramedStream(Framings.varintLength(500, 1, false)).write(packet);
		assertThat(frame).hasSize(203).startsWith(0x30, 0xC8, 0x01);
	}

	@Test
	void alsoALengthWithMoreBytesThanItNeedsIsRead() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.varintLength(10, 0, true));
		assertThat(stream.read(HEX.parseHex("828080800041420143")).texts()).containsExactly("AB", "C");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0B", "FFFFFFFF07", "8080808008", "FFFFFFFF0F", "FFFFFFFF7F" })
	void aClaimedLengthThatIsTooLongIsRefusedAtOnce(String bytes) {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(Framings.varintLength(10, 0, true)).read(HEX.parseHex(bytes)))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@Test
	void aLengthOfMoreThanFiveBytesIsNoFrame() {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(Framings.varintLength(10, 0, true)).read(HEX.parseHex("8080808080")))
			.withMessage("Variable-length integer is longer than 5 bytes")
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.BAD_FRAME);
	}

	@ParameterizedTest
	@CsvSource({ "1, 7F", "2, FF7F", "3, FFFF7F", "4, FFFFFF7F" })
	void aLengthHasNoMoreBytesThanItsMaximum(int maxSize, String longest) throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.varintLength(1 << 29, 1, maxSize, false));
		assertThat(stream.read(HEX.parseHex("30" + longest)).waiting()).isEqualTo(1 + maxSize);
		String longer = "30" + longest.replace("7F", "FF");
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(Framings.varintLength(10, 1, maxSize, false)).read(HEX.parseHex(longer)))
			.withMessage("Variable-length integer is longer than " + maxSize + " bytes");
	}

	@Test
	void aLengthOfMoreBytesThanItsMaximumIsNotWritten() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.varintLength(1000, 0, 1, true));
		assertThat(stream.write(new byte[127])).hasSize(128);
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.write(new byte[128]))
			.withMessage("Length of a body of 128 bytes does not fit into a variable-length integer of 1 bytes");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 6 })
	void aMaximumSizeIsThatOfALength(int maxSize) {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.varintLength(10, 0, maxSize, true))
			.withMessage("maxSize is " + maxSize + ", which is not between 1 and 5");
	}

	@Test
	void aNegativeOffsetIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Framings.varintLength(10, -1, true))
			.withMessage("offset is -1, which is less than 0");
	}

}
