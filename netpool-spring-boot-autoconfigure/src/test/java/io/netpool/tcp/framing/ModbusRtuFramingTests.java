package io.netpool.tcp.framing;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.netpool.tcp.TcpFramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModbusRtuFramingTests {

	private static final HexFormat HEX = HexFormat.of();

	private final FramedStream stream = new FramedStream(Framings.modbusRtu());

	@ParameterizedTest
	@ValueSource(strings = {
			// requests
			"010100130025", "0103000a0001", "010500acff00", "0107", "010f0013000a02cd01", "011000010002040 00a0102",
			"0116000400f20025", "01170003000600 0e000306 00ff00ff00ff",
			// answers
			"010105cd6bb20e1b", "0103020005", "011000010002", "0107 6d", "0117 0c 00fe0acd00010003000d00ff", "018302" })
	void requestsAndAnswersOfAnyFunctionAreRead(String text) throws TcpFramingException {
		byte[] payload = HEX.parseHex(text.replace(" ", ""));
		byte[] frame = this.stream.write(payload);
		assertThat(frame).hasSize(payload.length + 2);
		this.stream.readInPieces(frame, List.of(1)).read(frame);
		assertThat(this.stream.payloads()).containsExactly(payload, payload);
		assertThat(this.stream.waiting()).isZero();
	}

	@Test
	void anAnswerOfAnyLengthIsRead() throws TcpFramingException {
		Random random = new Random(18);
		for (int count = 0; count <= 250; count++) {
			byte[] payload = new byte[3 + count];
			random.nextBytes(payload);
			payload[1] = 3;
			payload[2] = (byte) count;
			this.stream.read(this.stream.write(payload));
			assertThat(this.stream.payloads().get(count)).isEqualTo(payload);
		}
	}

	@Test
	void aClientThatHasAnsweredSendsNoRequests() throws TcpFramingException {
		this.stream.read(this.stream.write(HEX.parseHex("0103020005")));
		// its first eight bytes are a valid request
		byte[] payload = HEX.parseHex("010304033d0225");
		assertThat(this.stream.readInPieces(this.stream.write(payload), List.of(1)).payloads().get(1))
			.isEqualTo(payload);
	}

	@Test
	void aWrongChecksumCloses() {
		assertThatExceptionOfType(TcpFramingException.class)
			.isThrownBy(() -> this.stream.read(HEX.parseHex("010500acff000000")))
			.withMessage("Checksum of a Modbus RTU frame is wrong");
	}

	@Test
	void aFunctionWhoseLengthIsNotKnownCloses() {
		assertThatExceptionOfType(TcpFramingException.class).isThrownBy(() -> this.stream.read(HEX.parseHex("012b")))
			.withMessage("Length of a Modbus RTU frame with function code 43 is not known");
	}

}
