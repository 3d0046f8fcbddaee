package io.netpool.tcp.server.transport;

import java.util.function.BooleanSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * The buffer that an event loop reads into: one for all of its connections, since bytes
 * are copied out at once. So a read allocates nothing, takes as much as the socket has,
 * and an idle connection has no buffer.
 * <p>
 * It may only be used where a read returns before the next one begins, and nothing keeps
 * the buffer ({@link SharedBuffers#canBeUsed}).
 */
public final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

	public static final int SIZE = 64 * 1024;

	private static final int SAVING_SIZE = 4 * 1024;

	/**
	 * Maximum number of reads of a connection that fills it, before others have their
	 * turn.
	 */
	private static final int MAX_READS_PER_TURN = 4;

	/**
	 * Not tracked by the leak detector: it lives as long as its thread.
	 */
	private final ByteBuf buffer = new UnpooledByteBufAllocator(true, true).directBuffer(SIZE, SIZE);

	private final BooleanSupplier saving;

	/**
	 * Creates a buffer.
	 * @param saving whether little is to be read at a time: what one read brings has to
	 * be kept, also where no message of it may be handled yet
	 */
	ReceiveBuffer(BooleanSupplier saving) {
		super(MAX_READS_PER_TURN);
		this.saving = saving;
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
		if (this.saving.getAsBoolean()) {
			return allocator.ioBuffer(SAVING_SIZE, SAVING_SIZE);
		}
		boolean isFree = this.buffer.refCnt() == 1;
		return isFree ? this.buffer.clear().retain() : allocator.ioBuffer(SIZE);
	}

	/**
	 * Releases the buffer, after the thread has ended.
	 */
	void release() {
		this.buffer.release();
	}

}
