package io.netpool.tcp.autoconfigure.properties;

import io.netpool.tcp.framing.ByteEscapes;
import io.netpool.tcp.framing.ChecksumAlgorithm;
import io.netpool.tcp.framing.FrameChecksum;
import org.jspecify.annotations.Nullable;

/**
 * A protocol with a flag at both ends of a frame: the defaults of a mode of this name.
 *
 * @param flag the flag
 * @param escapes the escapes
 * @param checksum the checksum, {@code null} if there is none
 */
public record FramePreset(byte flag, ByteEscapes escapes, @Nullable FrameChecksum checksum) {

	/**
	 * Return the preset of a mode, {@code null} if it is none.
	 */
	public static @Nullable FramePreset of(String mode) {
		return switch (mode) {
			case "slip" -> new FramePreset((byte) 0xC0, ByteEscapes.slip(), null);
			case "hdlc" -> new FramePreset((byte) 0x7E, ByteEscapes.hdlc(),
					FrameChecksum.of(ChecksumAlgorithm.CRC_16_X25).littleEndian());
			case "jt808" -> new FramePreset((byte) 0x7E, ByteEscapes.jt808(), FrameChecksum.of(ChecksumAlgorithm.XOR));
			default -> null;
		};
	}

}
