package io.netpool.tcp.framing;

import java.nio.ByteOrder;
import java.util.HexFormat;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFramingException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LengthFieldTests {

	private static final HexFormat HEX = HexFormat.of();

	/**
	 * The examples of {@link LengthFieldBasedFrameDecoder}, and some more.
	 */
	@ParameterizedTest
	@CsvSource({
			// offset, size, adjustment, byte order, includes itself, strip, frame,
			// payload
			"0, 2, 0, BE, false, false, 000548454C4C4F, 000548454C4C4F",
			"0, 2, 0, BE, false, true, 000548454C4C4F, 48454C4C4F",
			"0, 2, -2, BE, false, false, 000748454C4C4F, 000748454C4C4F",
			"0, 2, 0, BE, true, true, 000748454C4C4F, 48454C4C4F",
			"2, 3, 0, BE, false, false, CAFE00000548454C4C4F, CAFE00000548454C4C4F",
			"0, 3, 2, BE, false, false, 000005CAFE48454C4C4F, 000005CAFE48454C4C4F",
			"0, 3, 2, BE, false, true, 000005CAFE48454C4C4F, CAFE48454C4C4F",
			"1, 2, 1, BE, false, true, CA0005FE48454C4C4F, FE48454C4C4F",
			"1, 2, -3, BE, false, false, CA0008 48454C4C4F, CA0008 48454C4C4F",
			"1, 2, -1, BE, true, true, CA0008 48454C4C4F, 48454C4C4F", "0, 1, 0, BE, false, true, 0141, 41",
			"0, 1, 0, BE, false, true, 00, ''",
			"0, 1, 0, BE, false, true, C8" + "41424344454647484950" + "41424344454647484950" + "41424344454647484950"
					+ ", none",
			"0, 2, 0, LE, false, true, 0500 48454C4C4F, 48454C4C4F",
			"0, 3, 0, LE, false, true, 050000 48454C4C4F, 48454C4C4F",
			"0, 4, 0, LE, false, true, 05000000 48454C4C4F, 48454C4C4F",
			"0, 4, 0, BE, false, true, 00000005 48454C4C4F, 48454C4C4F",
			"0, 8, 0, BE, false, true, 0000000000000005 48454C4C4F, 48454C4C4F",
			"0, 8, 0, LE, true, true, 0D00000000000000 48454C4C4F, 48454C4C4F",
			"0, 4, 0, BE, false, true, 000000, none", "2, 3, 0, BE, false, false, CAFE0000, none",
			"0, 4, 0, BE, false, true, 0000000548454C4C, none" })
	void isReadAsNettyReadsIt(int offset, int size, int adjustment, String order, boolean includesItself, boolean strip,
			String frame, String payload) throws TcpFramingException {
		byte[] bytes = HEX.parseHex(frame.replace(" ", ""));
		LengthField field = new LengthField(offset, size, adjustment, byteOrder(order), includesItself);
		FramedStream stream = new FramedStream(Framings.lengthField(1000, field, strip)).read(bytes);
		EmbeddedChannel netty = new EmbeddedChannel(new LengthFieldBasedFrameDecoder(byteOrder(order), 1000, offset,
				size, adjustment - (includesItself ? size : 0), strip ? offset + size : 0, true));
		netty.writeInbound(Unpooled.wrappedBuffer(bytes));
		ByteBuf expected = netty.readInbound();
		if (payload.equals("none")) {
			assertThat(expected).isNull();
			assertThat(stream.payloads()).isEmpty();
		}
		else {
			byte[] expectedBytes = new byte[expected.readableBytes()];
			expected.readBytes(expectedBytes).release();
			assertThat(expectedBytes).isEqualTo(HEX.parseHex(payload.replace(" ", "")));
			assertThat(stream.payloads()).containsExactly(expectedBytes);
			assertThat(stream.waiting()).isZero();
			if (offset == 0 || !strip) {
				assertThat(stream.write(expectedBytes)).isEqualTo(bytes);
			}
		}
		netty.finishAndReleaseAll();
	}

	@ParameterizedTest
	@CsvSource({ "1, 0, FF", "2, 0, 8001", "3, 0, FFFFFF", "4, 0, 7FFFFFFF", "4, 0, 80000000", "4, 0, FFFFFFFF",
			"4, 2147483647, FFFFFFFF", "8, 0, 0000000100000000", "8, 0, 7FFFFFFFFFFFFFFF",
			"8, 2147483647, 7FFFFFFFFFFFFFFF", "1, 60, 05" })
	void aClaimedLengthThatIsTooLongIsRefusedAtOnce(int size, int adjustment, String frame) {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> stream(size, adjustment, true).read(HEX.parseHex(frame)))
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.FRAME_TOO_LONG);
	}

	@ParameterizedTest
	@CsvSource({ "8, 0, 8000000000000000", "8, 0, FFFFFFFFFFFFFFFF", "8, 2147483647, FFFFFFFFFFFFFFFF", "1, -3, 02",
			"4, -2147483648, 7FFFFFFF" })
	void anImpossibleLengthIsNoFrame(int size, int adjustment, String frame) {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> stream(size, adjustment, true).read(HEX.parseHex(frame)))
			.withMessage("Length of a frame is negative, or less than the header bytes that it counts")
			.extracting(TcpFramingException::reason)
			.isEqualTo(CloseReason.BAD_FRAME);
	}

	@Test
	void theBoundIsOnThePayload() throws TcpFramingException {
		byte[] frame = HEX.parseHex("03414243");
		assertThat(new FramedStream(Framings.lengthField(3, LengthField.ofSize(1), true)).read(frame).texts())
			.containsExactly("ABC");
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(Framings.lengthField(3, LengthField.ofSize(1), false)).read(frame));
	}

	@Test
	void aLengthThatDoesNotFitIsNotWritten() throws TcpFramingException {
		assertThat(stream(1, 0, true).write(new byte[255])).hasSize(256);
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream(1, 0, true).write(new byte[256]))
			.withMessage("Length 256 of a body of 256 bytes does not fit into a length field of 1 bytes");
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream(1, 3, true).write(new byte[2]))
			.withMessageStartingWith("Length -1 of a body of 2 bytes does not fit");
	}

	@ParameterizedTest
	@CsvSource({ "BE, 010203", "LE, 030201" })
	void everyByteOfALengthIsWritten(String order, String header) throws TcpFramingException {
		LengthField field = new LengthField(0, 3, 0, byteOrder(order), false);
		FramedStream stream = new FramedStream(Framings.lengthField(100_000, field, true));
		assertThat(stream.write(new byte[0x010203])).startsWith(HEX.parseHex(header)).hasSize(3 + 0x010203);
	}

	@Test
	void withoutWhatIsBeforeTheLengthNothingIsWritten() {
		LengthField field = new LengthField(2, 1, 0, ByteOrder.BIG_ENDIAN, false);
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> new FramedStream(Framings.lengthField(8, field, true)).write("hello"))
			.withMessage("Frame cannot be written: its header has 2 bytes before the length, which a payload without "
					+ "the header does not hold");
	}

	@Test
	void aLengthOfZeroInAPayloadIsFilledIn() throws TcpFramingException {
		LengthField field = new LengthField(1, 2, 0, ByteOrder.LITTLE_ENDIAN, true);
		FramedStream stream = new FramedStream(Framings.lengthField(8, field, false));
		assertThat(stream.write("M\0\0abc")).isEqualTo("M\5\0abc");
		assertThat(stream.write("M\5\0abc")).isEqualTo("M\5\0abc");
	}

	@Test
	void aWrongLengthInAPayloadIsNotWritten() {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream(2, 0, false).write("hello"))
			.withMessage("Length in the header of a payload is neither zero nor that of its body (3 bytes)");
	}

	@Test
	void aPayloadWithoutItsHeaderIsNotWritten() {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream(8, 0, false).write("hello"))
			.withMessage("Payload of 5 bytes is too short to hold its header");
	}

	@ParameterizedTest
	@CsvSource({ "-1, 4, 'offset is -1, which is less than 0'", "0, 5, 'size is 5, which is not 1, 2, 3, 4 or 8'",
			"0, 0, 'size is 0, which is not 1, 2, 3, 4 or 8'" })
	void whatIsNoFieldIsRefused(int offset, int size, String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LengthField(offset, size, 0, ByteOrder.BIG_ENDIAN, false))
			.withMessage(message);
	}

	private static FramedStream stream(int size, int adjustment, boolean strip) {
		return new FramedStream(
				Framings.lengthField(50, new LengthField(0, size, adjustment, ByteOrder.BIG_ENDIAN, false), strip));
	}

	private static ByteOrder byteOrder(String name) {
		return name.equals("BE") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
	}

}
