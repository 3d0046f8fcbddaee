package io.netpool.tcp.test;

import java.io.IOException;
import java.util.Arrays;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * What a client has received and its test has not asked for yet.
 */
final class ReceivedBytes {

	private final ClientSocket socket;

	private byte[] bytes = new byte[8192];

	private int start;

	private int end;

	private boolean ended;

	ReceivedBytes(ClientSocket socket) {
		this.socket = socket;
	}

	/**
	 * Wait for more.
	 * @param deadline when not to wait any longer
	 * @return whether more has come
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
			byte[] larger = new byte[Math.max(this.bytes.length, 2 * length())];
			System.arraycopy(this.bytes, this.start, larger, 0, length());
			this.end -= this.start;
			this.start = 0;
			this.bytes = larger;
		}
	}

	/**
	 * Whether the pool has ended its stream.
	 */
	boolean isEnded() {
		return this.ended;
	}

	int length() {
		return this.end - this.start;
	}

	/**
	 * Take bytes.
	 * @param count how many, not more than there are
	 */
	byte[] take(int count) {
		byte[] taken = Arrays.copyOfRange(this.bytes, this.start, this.start + count);
		this.start += count;
		return taken;
	}

	/**
	 * Take the next frame.
	 * @return its payload, {@code null} if it is not whole
	 */
	byte @Nullable [] takeFrame(TcpFraming framing) throws TcpFramingException {
		if (length() == 0) {
			return null;
		}
		FrameInput input = new FrameInput(this.bytes, this.start, this.end);
		if (!framing.next(input) && !(this.ended && framing.last(input))) {
			return null;
		}
		byte[] payload = input.copy(input.payloadStart(), input.payloadStart() + input.payloadLength());
		input.advance();
		this.start = input.arrayOffset();
		return payload;
	}

}
