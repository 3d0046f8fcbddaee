package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netty.channel.ChannelPipeline;

/**
 * A framing made of Netty's codecs, for those who have them already. It costs a buffer
 * and a copy for each frame, which other framings do not.
 * <p>
 * The codecs stand at the beginning of the pipeline, behind TLS. What leaves them towards
 * the application must be {@code ByteBuf}s, each a message; they are given a
 * {@code ByteBuf} for each message that is sent. They bound the length of frames
 * themselves: {@code netpool.tcp.framing.max-length} does not hold for them. A
 * {@code DecoderException} closes the connection. The framing of a connection that has
 * them can't change.
 *
 * @since 0.1.0
 */
public interface NettyFraming extends TcpFraming {

	/**
	 * Add the codecs of a new connection, new objects unless they are sharable.
	 * @param pipeline where to add them, at its end
	 */
	void addCodecs(ChannelPipeline pipeline);

	/**
	 * Cut what the codecs have decoded, which is handed on behind its length.
	 */
	@Override
	default boolean next(FrameInput input) throws TcpFramingException {
		return CodecBridgeFraming.FRAMING.next(input);
	}

	/**
	 * Write what is to be encoded behind its length.
	 */
	@Override
	default void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		CodecBridgeFraming.FRAMING.write(payload, output);
	}

}
