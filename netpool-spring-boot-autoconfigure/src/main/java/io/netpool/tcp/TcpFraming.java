package io.netpool.tcp;

/**
 * How messages lie in a stream of bytes: where a frame ends and what its payload is, and
 * how a payload is written as a frame.
 * <p>
 * A framing is called by one I/O thread at a time for one connection, and must not block.
 * It is a function over the bytes that are here: when they hold no whole frame it says
 * so, and is asked again, from the frame's first byte, when there are more.
 *
 * @since 0.1.0
 */
public interface TcpFraming {

	/**
	 * The instance that serves one connection. A framing that remembers something between
	 * frames returns a new object; one that does not returns itself.
	 * @return the framing of a new connection
	 */
	default TcpFraming forConnection() {
		return this;
	}

	/**
	 * Cut the next frame.
	 * @param input the bytes that have arrived and were not yet cut, from the first byte
	 * of a frame; at least one
	 * @return {@code true} after telling {@code input} with
	 * {@link FrameInput#frame(int, int, int)} where the frame lies, {@code false} when
	 * the frame is not whole yet
	 * @throws TcpFramingException if these bytes can't begin a frame, or the frame is too
	 * long; the connection is then closed
	 */
	boolean next(FrameInput input) throws TcpFramingException;

	/**
	 * Cut what is left when the client has ended its stream and {@link #next} found no
	 * further frame. Most framings drop it: it is a torn frame.
	 * @param input the bytes that are left, at least one
	 * @return whether they are a frame, told as in {@link #next}
	 * @throws TcpFramingException as in {@link #next}
	 */
	default boolean last(FrameInput input) throws TcpFramingException {
		return false;
	}

	/**
	 * Write a frame.
	 * @param payload what the frame carries; it must not be changed
	 * @param output where to write it
	 * @throws TcpFramingException if the payload can't be written in this framing
	 */
	void write(byte[] payload, FrameOutput output) throws TcpFramingException;

}
