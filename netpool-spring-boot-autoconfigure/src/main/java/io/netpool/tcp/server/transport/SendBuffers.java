package io.netpool.tcp.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that an event loop encodes batches into: one of each size for all of its
 * connections, as long as sockets accept each batch at once, as they usually do. A batch
 * that a socket does not accept keeps its buffer, and the next batch gets a new one.
 * There are several sizes, so that the batches of slow clients occupy no more than a few
 * times their own length.
 */
public final class SendBuffers {

	/**
	 * Most batches fit into the first; the last has room for 64 KiB of payload in frames
	 * of some KiB.
	 */
	private static final int[] SIZES = { 16 * 1024, 40 * 1024, 96 * 1024 };

	/**
	 * Not tracked by the leak detector: they live as long as their thread.
	 */
	private final ByteBufAllocator untracked = new UnpooledByteBufAllocator(true, true);

	private final @Nullable ByteBuf[] buffers = new ByteBuf[SIZES.length];

	/**
	 * Returns an empty buffer, to be released after use.
	 * @param size the number of bytes expected to be written to it
	 * @param allocator allocates a buffer if the largest of these is too small
	 */
	public ByteBuf take(int size, ByteBufAllocator allocator) {
		for (int i = 0; i < SIZES.length; i++) {
			if (size <= SIZES[i]) {
				return lend(i);
			}
		}
		return allocator.ioBuffer(size);
	}

	private ByteBuf lend(int index) {
		int size = SIZES[index];
		ByteBuf buffer = this.buffers[index];
		boolean isFree = buffer != null && buffer.refCnt() == 1 && buffer.capacity() == size;
		if (buffer == null || !isFree) {
			release(buffer);
			buffer = this.untracked.directBuffer(size);
			this.buffers[index] = buffer;
		}
		return buffer.clear().retain();
	}

	/**
	 * Releases the buffers, after the thread has ended.
	 */
	void release() {
		for (ByteBuf buffer : this.buffers) {
			release(buffer);
		}
	}

	private static void release(@Nullable ByteBuf buffer) {
		if (buffer != null) {
			buffer.release();
		}
	}

}
