package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Transforms payloads between a framing and the application.
 */
interface PayloadTransform {

	/**
	 * Transforms the payload of a whole frame in place: the array belongs to whoever
	 * decodes, and a frame is decoded once.
	 * @param input the input, with the position of the frame, to be set anew
	 * @return why the frame is invalid, {@code null} if it is valid
	 */
	@Nullable String decode(FrameInput input) throws TcpFramingException;

	/**
	 * Transforms a payload to be written, which must not be changed.
	 * @return the payload for the framing
	 */
	byte[] encode(byte[] payload) throws TcpFramingException;

}
