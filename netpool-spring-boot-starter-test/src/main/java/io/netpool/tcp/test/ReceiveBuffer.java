package io.netpool.tcp.test;

import java.io.IOException;
import java.util.Arrays;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a client has received and its test has not read yet.
 */
final class ReceiveBuffer {

	private final ClientSocket socket;

	private byte[] bytes = new byte[8192];

	private int start;

	private int end;

	private boolean ended;

	ReceiveBuffer(ClientSocket socket) {
		this.socket = socket;
	}

	/**
	 * Wait for more bytes.
	 * @param deadline the end of the wait
	 * @return {@code false} if none has arrived by the deadline or the stream has ended
	 */
	boolean await(Deadline deadline) throws IOException {
		makeRoom();
		int count = this.ended ? -1 : this.socket.read(this.bytes, this.end, deadline);
		this.ended = count < 0;
		this.end += Math.max(0, count);
		return count > 0;
	}

	private void makeRoom() {
		if (this.end == this.bytes.length) {
			int size = Math.max(this.bytes.length, 2 * length());
			this.bytes = Arrays.copyOfRange(this.bytes, this.start, this.start + size);
			this.end -= this.start;
			this.start = 0;
		}
	}

	/**
	 * Whether the end of the stream has been reached.
	 */
	boolean isEnded() {
		return this.ended;
	}

	int length() {
		return this.end - this.start;
	}

	/**
	 * Remove and return the first bytes.
	 * @param count the number of bytes, at most {@link #length()}
	 */
	byte[] take(int count) {
		byte[] taken = Arrays.copyOfRange(this.bytes, this.start, this.start + count);
		this.start += count;
		return taken;
	}

	/**
	 * Remove the next frame.
	 * @return its payload, {@code null} if the frame is incomplete
	 */
	byte @Nullable [] takeFrame(TcpFraming framing) throws TcpFramingException {
		if (length() == 0) {
			return null;
		}
		FrameInput input = new FrameInput(this.bytes, this.start, this.end);
		if (!framing.next(input)) {
			// it may have skipped bytes before the frame, and does so once
			this.start = input.arrayOffset();
			if (!this.ended || length() == 0 || !framing.last(input)) {
				return null;
			}
		}
		byte[] payload = input.copy(input.payloadStart(), input.payloadStart() + input.payloadLength());
		input.advance();
		this.start = input.arrayOffset();
		return payload;
	}

}
