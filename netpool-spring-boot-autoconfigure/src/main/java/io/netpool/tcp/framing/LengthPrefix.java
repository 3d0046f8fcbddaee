package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFramingException;

/**
 * Header of a frame, which ends with the length of the body.
 */
interface LengthPrefix {

	/**
	 * The number of bytes before the length.
	 */
	int offset();

	/**
	 * The same header, with more bytes before it.
	 */
	LengthPrefix after(int bytes);

	/**
	 * Find the end of the header.
	 * @return an index, 0 if the header is incomplete
	 */
	int headerEnd(FrameInput input) throws TcpFramingException;

	/**
	 * Read the length of the body.
	 * @param headerEnd the end of the header
	 * @return a number of bytes; negative if the length is invalid
	 */
	long bodyLength(FrameInput input, int headerEnd) throws TcpFramingException;

	/**
	 * The byte of which a length consists that is to be filled in.
	 */
	default byte zero() {
		return 0;
	}

	/**
	 * Write the length, without the bytes before it.
	 */
	void write(int bodyLength, FrameOutput output) throws TcpFramingException;

}
