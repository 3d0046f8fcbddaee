package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netty.channel.ChannelPipeline;

/**
 * Framing by Netty's codecs, for applications that have them already. It costs a buffer
 * and a copy per frame, which other framings do not.
 * <p>
 * The codecs are at the beginning of the pipeline, after TLS. Inbound, they must pass on
 * one {@code ByteBuf} per message. Outbound, they get one {@code ByteBuf} per message.
 * They must limit the length of frames themselves, and the time in which one arrives: the
 * pool's maximum length and frame timeout do not apply. After a {@code DecoderException},
 * earlier messages are handled, and the connection is closed with {@code FRAME_TOO_LONG}
 * if it is a {@code TooLongFrameException}, or else {@code BAD_FRAME}. The sender of a
 * message that the codecs do not encode is notified, and the connection stays open. The
 * framing of a connection with codecs cannot be changed.
 *
 * @since 0.1.0
 */
public interface NettyFraming extends TcpFraming {

	/**
	 * Add the codecs to the pipeline of a new connection. They must be new objects unless
	 * they are sharable.
	 * @param pipeline the pipeline; codecs are added at its end
	 */
	void addCodecs(ChannelPipeline pipeline);

	/**
	 * Decode what the codecs have passed on, which is prefixed with its length.
	 */
	@Override
	default boolean next(FrameInput input) throws TcpFramingException {
		return CodecBridgeFraming.FRAMING.next(input);
	}

	/**
	 * Write what the codecs encode, prefixed with its length.
	 */
	@Override
	default void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		CodecBridgeFraming.FRAMING.write(payload, output);
	}

}
