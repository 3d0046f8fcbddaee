package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChecksumAlgorithmTests {

	/**
	 * The check values of the catalogue of CRC algorithms, which are those of the text
	 * 123456789.
	 */
	@ParameterizedTest
	@CsvSource({ "CRC_16_CCITT_FALSE, 29B1", "CRC_16_X25, 906E", "CRC_16_MODBUS, 4B37", "XOR, 31", "SUM_8, DD",
			"LRC, 23" })
	void theChecksumIsTheOneThatIsPublished(ChecksumAlgorithm algorithm, String expected) {
		byte[] bytes = "-123456789-".getBytes(StandardCharsets.US_ASCII);
		assertThat("%02X".formatted(algorithm.compute(bytes, 1, bytes.length - 1))).isEqualTo(expected);
		assertThat(algorithm.size()).isEqualTo(expected.length() / 2);
	}

}
