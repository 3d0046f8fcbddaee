package io.netpool.tcp.server;

import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.TreeMap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Connects an application's Netty codecs with the engine. Each frame of the codecs is
 * passed to the engine with its length as a prefix, so that frames stay apart while they
 * are buffered; what the engine writes is split again into one buffer per frame.
 */
final class CodecBridge extends ChannelDuplexHandler {

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!(message instanceof ByteBuf frame)) {
			ReferenceCountUtil.release(message);
			throw new IllegalStateException("The codecs of a NettyFraming must pass on a ByteBuf per message, not a "
					+ message.getClass().getName());
		}
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
	 * Writes the frames of a batch. The promise fails with a
	 * {@link RefusedFramesException} if the codecs could not encode some of them.
	 */
	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		ByteBuf frames = (ByteBuf) message;
		try {
			if (!frames.isReadable()) {
				context.write(Unpooled.EMPTY_BUFFER, promise);
				return;
			}
			FramePromises promises = new FramePromises(promise);
			while (frames.isReadable()) {
				ByteBuf frame = frames.readRetainedSlice(frames.readInt());
				context.write(frame, promises.next(context.newPromise()));
			}
			promises.done(null, 0);
		}
		finally {
			frames.release();
		}
	}

	/**
	 * Completes the promise of a batch when those of its frames are complete. Confined to
	 * the event loop.
	 */
	private static final class FramePromises {

		private final ChannelPromise batch;

		private final Map<Integer, Throwable> refused = new TreeMap<>();

		private @Nullable Throwable failure;

		private int frames;

		/**
		 * One more than are outstanding, so that the batch is not complete before all
		 * were written.
		 */
		private int outstanding = 1;

		FramePromises(ChannelPromise batch) {
			this.batch = batch;
		}

		ChannelPromise next(ChannelPromise promise) {
			int frame = this.frames++;
			this.outstanding++;
			promise.addListener((done) -> done(done.cause(), frame));
			return promise;
		}

		void done(@Nullable Throwable cause, int frame) {
			if (cause instanceof IOException) {
				this.failure = cause;
			}
			else if (cause != null) {
				this.refused.put(frame, cause);
			}
			if (--this.outstanding > 0) {
				return;
			}
			if (this.failure == null && !this.refused.isEmpty()) {
				this.failure = new RefusedFramesException(this.refused);
			}
			if (this.failure != null) {
				this.batch.tryFailure(this.failure);
			}
			else {
				this.batch.trySuccess();
			}
		}

	}

	/**
	 * Thrown when the codecs could not encode some frames of a batch; the others were
	 * written.
	 */
	static final class RefusedFramesException extends Exception {

		@Serial
		private static final long serialVersionUID = 1L;

		private final transient Map<Integer, Throwable> causes;

		RefusedFramesException(Map<Integer, Throwable> causes) {
			super("Refused: " + causes, null, false, false);
			this.causes = causes;
		}

		/**
		 * Returns the causes, by the index of the frame in the batch.
		 */
		Map<Integer, Throwable> causes() {
			return this.causes;
		}

	}

}
