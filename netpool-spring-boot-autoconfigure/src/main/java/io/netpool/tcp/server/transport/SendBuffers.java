package io.netpool.tcp.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that an I/O thread frames batches in: one of each size for all its
 * connections, as long as sockets take each batch at once, as they mostly do. A batch
 * that a socket keeps takes its buffer with it, and the next batch gets a new one. There
 * are several sizes so that what slow clients leave keeps no more than a few times its
 * own length.
 */
public final class SendBuffers {

	/**
	 * Most batches fit into the first; the last has room for 64 KiB of payload in frames
	 * of some KiB.
	 */
	private static final int[] SIZES = { 16 * 1024, 40 * 1024, 96 * 1024 };

	/**
	 * Not watched by the leak detector: they live as long as their thread.
	 */
	private final ByteBufAllocator unwatched = new UnpooledByteBufAllocator(true, true);

	private final @Nullable ByteBuf[] buffers = new ByteBuf[SIZES.length];

	/**
	 * An empty buffer, to be released after use.
	 * @param size how much is expected to be written to it
	 * @param allocator gives a buffer where the largest of these is too small
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
			buffer = this.unwatched.directBuffer(size);
			this.buffers[index] = buffer;
		}
		return buffer.clear().retain();
	}

	/**
	 * The I/O thread has ended.
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
