package io.netpool.tcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Connects an application's Netty codecs with the engine. Each frame of the codecs is
 * passed to the engine with its length as a prefix, so that frames stay apart while they
 * are buffered; what the engine writes is split again into one buffer per frame.
 */
final class CodecBridge extends ChannelDuplexHandler {

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf frame = (ByteBuf) message;
		try {
			int length = frame.readableBytes();
			ByteBuf framed = context.alloc().ioBuffer(Integer.BYTES + length);
			framed.writeInt(length).writeBytes(frame);
			context.fireChannelRead(framed);
		}
		finally {
			frame.release();
		}
	}

	/**
	 * The promise is notified with the last frame: frames are written in order.
	 */
	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		ByteBuf frames = (ByteBuf) message;
		try {
			if (!frames.isReadable()) {
				context.write(Unpooled.EMPTY_BUFFER, promise);
			}
			while (frames.isReadable()) {
				ByteBuf frame = frames.readRetainedSlice(frames.readInt());
				context.write(frame, frames.isReadable() ? context.newPromise() : promise);
			}
		}
		finally {
			frames.release();
		}
	}

}
