package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFramingException;

/**
 * The header of a frame up to its length, which it ends with, and what that length says
 * about the body that follows.
 */
interface LengthPrefix {

	/**
	 * How many bytes of the header come before the length.
	 */
	int offset();

	/**
	 * Where the header ends.
	 * @return an index, 0 when the header is not whole
	 */
	int headerEnd(FrameInput input) throws TcpFramingException;

	/**
	 * How long the body is.
	 * @param headerEnd where the header ends
	 * @return a number of bytes; negative if the length is impossible
	 */
	long bodyLength(FrameInput input, int headerEnd);

	/**
	 * Write the length, without what comes before it.
	 */
	void write(int bodyLength, FrameOutput output) throws TcpFramingException;

}
