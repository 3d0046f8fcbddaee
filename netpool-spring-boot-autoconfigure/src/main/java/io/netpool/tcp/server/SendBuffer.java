package io.netpool.tcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * The buffer that an I/O thread frames batches in: one for all its connections, as long
 * as sockets take each batch at once, as they mostly do. A batch that a socket keeps
 * takes the buffer with it, and the next batch gets a new one.
 */
final class SendBuffer {

	/**
	 * Room for most batches, and not much to be kept by each of many slow clients.
	 */
	private static final int SIZE = 16 * 1024;

	/**
	 * Not watched by the leak detector: it lives as long as its thread.
	 */
	private final ByteBufAllocator unwatched = new UnpooledByteBufAllocator(true, true);

	private ByteBuf buffer = this.unwatched.directBuffer(SIZE);

	/**
	 * An empty buffer, to be released after use.
	 * @param size how much is expected to be written to it
	 * @param allocator gives a buffer where this one is too small
	 */
	ByteBuf take(int size, ByteBufAllocator allocator) {
		if (size > SIZE) {
			return allocator.ioBuffer(size);
		}
		boolean isFree = this.buffer.refCnt() == 1 && this.buffer.capacity() == SIZE;
		if (!isFree) {
			this.buffer.release();
			this.buffer = this.unwatched.directBuffer(SIZE);
		}
		return this.buffer.clear().retain();
	}

	/**
	 * The I/O thread has ended.
	 */
	void release() {
		this.buffer.release();
	}

}
