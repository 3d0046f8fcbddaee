package io.netpool.tcp.framing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Payloads that end with a checksum.
 *
 * @param checksum the checksum
 * @param header the framing whose header it covers in part, {@code null} if it covers
 * payloads only
 */
record ChecksumTransform(FrameChecksum checksum, @Nullable LengthPrefixFraming header) implements PayloadTransform {

	@Override
	public @Nullable String decode(FrameInput input) {
		int start = input.payloadStart();
		int end = start + input.payloadLength() - this.checksum.size();
		if (end < start) {
			return "Frame is too short to have a checksum";
		}
		int from = (this.header != null) ? covered(this.header) : start;
		int offset = input.arrayOffset();
		if (!this.checksum.follows(input.array(), offset + from, offset + end)) {
			return "Checksum of a frame is wrong";
		}
		input.frame(start, end, input.frameLength());
		return null;
	}

	/**
	 * The index of the first byte of the header that is covered.
	 */
	private int covered(LengthPrefixFraming framing) {
		return (this.checksum.scope() == ChecksumScope.FRAME) ? 0 : framing.lengthOffset();
	}

	@Override
	public byte[] encode(byte[] payload) throws TcpFramingException {
		int size = payload.length + this.checksum.size();
		if (this.header == null) {
			byte[] encoded = Arrays.copyOf(payload, size);
			this.checksum.append(encoded, 0, payload.length);
			return encoded;
		}
		HeaderBytes bytes = new HeaderBytes();
		this.header.writeHeader(size, bytes);
		int headerLength = bytes.size();
		bytes.writeBytes(payload);
		byte[] frame = Arrays.copyOf(bytes.toByteArray(), headerLength + size);
		this.checksum.append(frame, covered(this.header), headerLength + payload.length);
		return Arrays.copyOfRange(frame, headerLength, frame.length);
	}

	private static final class HeaderBytes extends ByteArrayOutputStream implements FrameOutput {

		@Override
		public void write(byte[] bytes) {
			writeBytes(bytes);
		}

	}

}
