package io.netpool.tcp.autoconfigure;

import java.nio.ByteOrder;
import java.util.List;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.autoconfigure.properties.FramePreset;
import io.netpool.tcp.autoconfigure.properties.InvalidFrames;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.framing.ByteEscapes;
import io.netpool.tcp.framing.ChecksumAlgorithm;
import io.netpool.tcp.framing.ChecksumScope;
import io.netpool.tcp.framing.FrameChecksum;
import io.netpool.tcp.framing.Framings;
import org.jspecify.annotations.Nullable;

/**
 * Escapes and checksum of the frames of a pool.
 *
 * @param escapes the escapes, {@code null} if there are none
 * @param checksum the checksum, {@code null} if there is none
 * @param dropping whether invalid frames are dropped
 * @param settings names settings that cannot be used
 */
record FrameTransforms(@Nullable ByteEscapes escapes, @Nullable FrameChecksum checksum, boolean dropping,
		ByteSettings settings) {

	private static final String ESCAPES = "framing.escapes";

	static FrameTransforms of(PoolProperties.Framing framing, ByteSettings settings) {
		FramePreset preset = FramePreset.of(framing.mode());
		return new FrameTransforms(escapes(framing.escapes(), preset, settings), checksum(framing.checksum(), preset),
				framing.invalidFrames() == InvalidFrames.DROP, settings);
	}

	private static @Nullable ByteEscapes escapes(@Nullable List<String> written, @Nullable FramePreset preset,
			ByteSettings settings) {
		if (written == null) {
			return (preset != null) ? preset.escapes() : null;
		}
		FramePreset named = (written.size() == 1) ? FramePreset.of(written.get(0)) : null;
		if (named != null) {
			return named.escapes();
		}
		ByteEscapes escapes = null;
		for (String replacement : written) {
			byte[] bytes = replacement(replacement, settings);
			ByteEscapes before = escapes;
			escapes = settings.usable(ESCAPES, replacement, () -> (before != null)
					? before.and(bytes[0], bytes[1], bytes[2]) : ByteEscapes.of(bytes[0], bytes[1], bytes[2]),
					"Remove one of the escapes.");
		}
		return escapes;
	}

	/**
	 * The byte that is replaced and the two that replace it.
	 */
	private static byte[] replacement(String text, ByteSettings settings) {
		String[] sides = text.split("=", 2);
		byte[] value = (sides.length == 2) ? settings.bytes(ESCAPES, sides[0].strip()) : new byte[0];
		byte[] sequence = (sides.length == 2) ? settings.bytes(ESCAPES, sides[1].strip()) : new byte[0];
		if (value.length != 1 || sequence.length != 2) {
			throw settings.checks()
				.invalid(ESCAPES, text, "is not a byte and the two bytes that replace it",
						"Set it to jt808, slip or hdlc, or to escapes such as \\x7E=\\x7D\\x02.");
		}
		return new byte[] { value[0], sequence[0], sequence[1] };
	}

	private static @Nullable FrameChecksum checksum(PoolProperties.Checksum written, @Nullable FramePreset preset) {
		FrameChecksum known = (preset != null) ? preset.checksum() : null;
		ChecksumAlgorithm algorithm = written.algorithm();
		if (algorithm != null) {
			known = FrameChecksum.of(algorithm);
			known = (algorithm == ChecksumAlgorithm.CRC_16_MODBUS) ? known.littleEndian() : known;
		}
		if (known == null) {
			return null;
		}
		ByteOrder order = (written.byteOrder() != null) ? written.byteOrder().order() : known.byteOrder();
		return new FrameChecksum(known.algorithm(), order, written.covers());
	}

	/**
	 * The maximum length of a payload with its checksum and escapes.
	 */
	int encodedLength(int maxLength) {
		int unescaped = unescapedLength(maxLength);
		return (this.escapes != null) ? Math.multiplyExact(2, unescaped) : unescaped;
	}

	private int unescapedLength(int maxLength) {
		return maxLength + ((this.checksum != null) ? this.checksum.algorithm().size() : 0);
	}

	/**
	 * Add escapes and checksum to a framing.
	 */
	TcpFraming apply(TcpFraming framing, int maxLength) {
		TcpFraming result = framing;
		if (this.escapes != null) {
			ByteEscapes used = this.escapes;
			result = this.settings.usable(ESCAPES, null,
					() -> Framings.escaped(unescapedLength(maxLength), used, framing),
					"Remove it, or escape the escape byte, and use codes that are not escaped themselves.");
		}
		if (this.checksum != null) {
			result = checked(this.checksum, result);
		}
		return (this.dropping && result != framing) ? Framings.droppingInvalid(result) : result;
	}

	private TcpFraming checked(FrameChecksum used, TcpFraming framing) {
		if (used.scope() == ChecksumScope.PAYLOAD) {
			return this.settings.usable("framing.checksum.algorithm", used.algorithm(),
					() -> Framings.checksum(used, framing), "Remove it.");
		}
		return this.settings.usable("framing.checksum.covers", used.scope(), () -> Framings.checksum(used, framing),
				"Remove it, or set '" + this.settings.checks().key("framing.mode")
						+ "' to length-field, with neither strip: false nor escapes.");
	}

}
