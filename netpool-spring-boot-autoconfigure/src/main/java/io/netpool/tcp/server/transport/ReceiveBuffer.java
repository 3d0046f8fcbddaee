package io.netpool.tcp.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * The buffer that an I/O thread reads into: one for all its connections, since what is
 * read is copied out at once. So a read allocates nothing, takes as much as the socket
 * has, and an idle connection has no buffer.
 * <p>
 * It must be read into only while the I/O thread waits for the read, and only where
 * nothing keeps what was read ({@link SharedBuffers#suit}).
 */
public final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

	public static final int SIZE = 64 * 1024;

	/**
	 * How often a connection that fills it is read from before others have their turn.
	 */
	private static final int FAIR_READS = 4;

	/**
	 * Not watched by the leak detector: it lives as long as its thread.
	 */
	private final ByteBuf buffer = new UnpooledByteBufAllocator(true, true).directBuffer(SIZE, SIZE);

	ReceiveBuffer() {
		super(FAIR_READS);
	}

	@Override
	@SuppressWarnings("deprecation")
	public Handle newHandle() {
		return new MaxMessageHandle() {

			@Override
			public ByteBuf allocate(ByteBufAllocator allocator) {
				return lend(allocator);
			}

			@Override
			public int guess() {
				return SIZE;
			}

		};
	}

	private ByteBuf lend(ByteBufAllocator allocator) {
		boolean isFree = this.buffer.refCnt() == 1;
		return isFree ? this.buffer.clear().retain() : allocator.ioBuffer(SIZE);
	}

	/**
	 * The I/O thread has ended.
	 */
	void release() {
		this.buffer.release();
	}

}
