package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the frames of a byte stream, and encodes payloads as frames.
 * <p>
 * A framing is called for one connection by one I/O thread at a time, and must not block.
 * It decodes the bytes that have arrived. If they are not a whole frame, it is called
 * again, from the first byte of the frame, when more have arrived. Bytes before a frame
 * that do not belong to it are skipped by
 * {@link io.netpool.tcp.framing.Framings#skipping}.
 *
 * @since 0.1.0
 */
public interface TcpFraming {

	/**
	 * Return the framing of a new connection. A framing with state must return a new
	 * object; one without state returns itself.
	 * @return the framing of a new connection
	 */
	default TcpFraming forConnection() {
		return this;
	}

	/**
	 * Return the type of the messages that {@link #next} parses from frames, and passes
	 * on by {@link FrameInput#frame(int, Object)}. Handlers take messages of this type.
	 * @return the type, {@code null} if frames have payloads, which are text or bytes
	 */
	default @Nullable Class<?> messageType() {
		return null;
	}

	/**
	 * Decode the next frame.
	 * @param input the bytes that have arrived, from the first byte of the frame; at
	 * least one
	 * @return {@code true} after a call of {@link FrameInput#frame(int, int, int)} with
	 * the position of the frame, or of {@link FrameInput#frame(int, Object)} with the
	 * message in it, {@code false} if the frame is not complete
	 * @throws TcpFramingException if the bytes are not the beginning of a frame, or the
	 * frame is too long. The connection is then closed
	 */
	boolean next(FrameInput input) throws TcpFramingException;

	/**
	 * Decode the bytes that are left when the client has ended its stream and
	 * {@link #next} finds no further frame. By default they are discarded, and the
	 * connection is closed with {@link CloseReason#INCOMPLETE_FRAME}.
	 * @param input the bytes that are left, at least one
	 * @return whether they are a frame, as in {@link #next}
	 * @throws TcpFramingException as in {@link #next}
	 */
	default boolean last(FrameInput input) throws TcpFramingException {
		return false;
	}

	/**
	 * Encode a frame. By default the payload is the frame.
	 * @param payload the payload, which must not be changed
	 * @param output the output to which the frame is written
	 * @throws TcpFramingException if the payload cannot be encoded
	 */
	default void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		output.write(payload);
	}

}
