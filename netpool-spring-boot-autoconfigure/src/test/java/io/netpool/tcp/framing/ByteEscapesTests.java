package io.netpool.tcp.framing;

import java.util.HexFormat;

import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ByteEscapesTests {

	private static final HexFormat HEX = HexFormat.of();

	@Test
	void bytesAreReplacedBothWays() throws TcpFramingException {
		FramedStream slip = new FramedStream(Framings.escaped(16, ByteEscapes.slip(), Framings.flag(32, (byte) 0xC0)));
		byte[] frame = HEX.parseHex("c001dbdcdbdd02c0");
		assertThat(slip.write(HEX.parseHex("01c0db02"))).isEqualTo(frame);
		assertThat(slip.read(frame).payloads()).containsExactly(HEX.parseHex("01c0db02"));
	}

	@Test
	void severalEscapeBytesHaveCodesOfTheirOwn() throws TcpFramingException {
		ByteEscapes jt809 = ByteEscapes.of(0x5B, 0x5A, 1).and(0x5A, 0x5A, 2).and(0x5D, 0x5E, 1).and(0x5E, 0x5E, 2);
		FramedStream stream = new FramedStream(
				Framings.escaped(16, jt809, Framings.startEnd(32, new byte[] { 0x5B }, new byte[] { 0x5D })));
		byte[] frame = HEX.parseHex("5b5a015a025e015e025d");
		assertThat(stream.write(HEX.parseHex("5b5a5d5e"))).isEqualTo(frame);
		assertThat(stream.read(frame).payloads()).containsExactly(HEX.parseHex("5b5a5d5e"));
	}

	@Test
	void aSenderOfHdlcMayEscapeAnyByte() throws TcpFramingException {
		FramedStream hdlc = new FramedStream(Framings.escaped(16, ByteEscapes.hdlc(), Framings.flag(32, (byte) 0x7E)));
		assertThat(hdlc.read(HEX.parseHex("7e7d317d5e7e")).payloads()).containsExactly(HEX.parseHex("117e"));
		assertThat(hdlc.write(HEX.parseHex("117e"))).isEqualTo(HEX.parseHex("7e117d5e7e"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "7e7d037e", "7e017d7e" })
	void anEscapeThatMeansNothingCloses(String frame) {
		FramedStream stream = new FramedStream(
				Framings.escaped(16, ByteEscapes.jt808(), Framings.flag(32, (byte) 0x7E)));
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.read(HEX.parseHex(frame)))
			.withMessage("Frame has an escape that is not valid");
	}

	@Test
	void theMaximumCountsBytesWithoutEscapes() throws TcpFramingException {
		FramedStream stream = new FramedStream(Framings.escaped(3, ByteEscapes.jt808(), Framings.flag(6, (byte) 0x7E)));
		assertThat(stream.read(HEX.parseHex("7e7d027d027d027e")).payloads()).containsExactly(HEX.parseHex("7e7e7e"));
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> stream.read(HEX.parseHex("7e010203047e")))
			.withMessage("Frame is longer than the maximum of 3 bytes");
	}

	@Test
	void escapesThatCanNotBeReadAgainAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Framings.escaped(8, ByteEscapes.of(1, 2, 3), Framings.line(8)))
			.withMessage("the escape byte 0x02 has no escape itself");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Framings.escaped(8, ByteEscapes.of(1, 2, 1).and(2, 2, 3), Framings.line(8)))
			.withMessage("the code 0x01 of 0x01 is itself a byte that is escaped");
		assertThatIllegalArgumentException().isThrownBy(() -> ByteEscapes.of(1, 2, 3).and(4, 2, 3))
			.withMessage("0x04 has two escapes, or 0x02 0x03 is the escape of two bytes");
	}

}
