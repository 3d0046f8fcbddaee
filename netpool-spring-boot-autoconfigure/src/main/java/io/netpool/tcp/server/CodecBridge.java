package io.netpool.tcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Stands between an application's Netty codecs and the engine. Each frame of the codecs
 * goes to the engine behind its length, so that frames stay apart while they wait; what
 * the engine writes is taken apart again, a buffer for each frame.
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
	 * The promise is that of the last frame: frames are written in order.
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
