package io.netpool.sample.gateway;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Gt06}.
 */
class Gt06Tests {

	@ParameterizedTest
	@CsvSource({ "0x1400, 52.5, 13.25", "0x1000, -52.5, 13.25", "0x1C00, 52.5, -13.25", "0x1800, -52.5, -13.25" })
	void aPositionIsInItsHemisphere(short course, double latitude, double longitude) {
		ByteBuffer message = ByteBuffer.allocate(21)
			.put(new byte[] { 0x12, 26, 1, 1, 12, 0, 0, (byte) 0xCF })
			.putInt(94_500_000)
			.putInt(23_850_000)
			.put((byte) 80)
			.putShort(course);
		assertThat(Gt06.position(message))
			.isEqualTo(new Position(LocalDateTime.of(2026, 1, 1, 12, 0), latitude, longitude, 80));
	}

}
