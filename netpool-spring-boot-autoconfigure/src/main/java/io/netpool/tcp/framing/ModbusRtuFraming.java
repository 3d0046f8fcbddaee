package io.netpool.tcp.framing;

import java.util.Arrays;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Modbus RTU over TCP, requests as well as answers. A frame has no length and, on TCP, no
 * pause before it: its length follows from the function code, once for a request and once
 * for an answer (MODBUS Application Protocol V1.1b3, section 6). Until a frame has shown
 * which of them the client sends, a frame is the shorter of the two that has the right
 * CRC, or else the longer one.
 */
final class ModbusRtuFraming implements TcpFraming {

	private static final FrameChecksum CHECKSUM = FrameChecksum.of(ChecksumAlgorithm.CRC_16_MODBUS).littleEndian();

	private static final int CRC = 2;

	/**
	 * Depends on a byte that has not arrived.
	 */
	private static final int UNKNOWN = Integer.MAX_VALUE;

	/**
	 * Whether the client sends requests, {@code null} if that is not known yet.
	 */
	private @Nullable Boolean requests;

	@Override
	public TcpFraming forConnection() {
		return new ModbusRtuFraming();
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		if (input.length() < 2) {
			return false;
		}
		int function = input.get(1) & 0xFF;
		int request = requestLength(input, function);
		int answer = answerLength(input, function);
		Boolean known = this.requests;
		int shorter = (known != null) ? (known ? request : answer) : Math.min(request, answer);
		int longer = (known != null) ? shorter : Math.max(request, answer);
		if (!isFrame(input, shorter) && !isFrame(input, longer)) {
			if (longer <= input.length()) {
				throw new TcpFramingException("Checksum of a Modbus RTU frame is wrong");
			}
			return false;
		}
		if (known == null && request != answer) {
			this.requests = input.frameLength() == request;
		}
		return true;
	}

	private static int requestLength(FrameInput input, int function) throws TcpFramingException {
		return switch (function) {
			case 1, 2, 3, 4, 5, 6, 8 -> 8;
			case 7, 11, 12, 17 -> 4;
			case 15, 16 -> counted(input, 9, 6);
			case 20, 21 -> counted(input, 5, 2);
			case 22 -> 10;
			case 23 -> counted(input, 13, 10);
			default -> exceptionLength(function);
		};
	}

	private static int answerLength(FrameInput input, int function) throws TcpFramingException {
		return switch (function) {
			case 1, 2, 3, 4, 12, 17, 20, 21, 23 -> counted(input, 5, 2);
			case 5, 6, 8, 11, 15, 16 -> 8;
			case 7 -> 5;
			case 22 -> 10;
			default -> exceptionLength(function);
		};
	}

	private static int exceptionLength(int function) throws TcpFramingException {
		if (function <= 0x80) {
			throw new TcpFramingException(
					"Length of a Modbus RTU frame with function code " + function + " is not known");
		}
		return 5;
	}

	/**
	 * A length that a byte of the frame adds to.
	 */
	private static int counted(FrameInput input, int length, int index) {
		return (index < input.length()) ? length + (input.get(index) & 0xFF) : UNKNOWN;
	}

	private static boolean isFrame(FrameInput input, int length) {
		if (length > input.length()) {
			return false;
		}
		int start = input.arrayOffset();
		if (!CHECKSUM.follows(input.array(), start, start + length - CRC)) {
			return false;
		}
		input.frame(0, length - CRC, length);
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) {
		byte[] frame = Arrays.copyOf(payload, payload.length + CRC);
		CHECKSUM.append(frame, 0, payload.length);
		output.write(frame);
	}

}
