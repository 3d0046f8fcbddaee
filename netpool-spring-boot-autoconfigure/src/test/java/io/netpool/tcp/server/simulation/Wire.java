package io.netpool.tcp.server.simulation;

import java.io.IOException;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One TCP connection as the kernels of both ends have it: bytes under way in each
 * direction, and who has closed or reset what.
 */
final class Wire {

	private final Random random;

	private final Conversation conversation;

	private final int capacity;

	private final ByteBuf toServer = Unpooled.buffer();

	private final ByteBuf toClient = Unpooled.buffer();

	private boolean clientEnded;

	private boolean clientReset;

	private boolean serverEnded;

	private boolean serverClosed;

	private long fullSince = -1;

	private long longestFull;

	private long lastFull = Long.MIN_VALUE;

	Wire(Random random, Conversation conversation, int capacity) {
		this.random = random;
		this.conversation = conversation;
		this.capacity = capacity;
	}

	Conversation conversation() {
		return this.conversation;
	}

	// of the client

	/**
	 * Sends bytes, as many as there is room for.
	 * @return how many
	 */
	int send(byte[] bytes, int offset, int length) {
		int sent = Math.min(length, this.capacity - this.toServer.readableBytes());
		if (!this.serverClosed) {
			this.toServer.writeBytes(bytes, offset, sent);
		}
		return sent;
	}

	void endOfClient() {
		this.clientEnded = true;
	}

	void reset() {
		this.clientReset = true;
		this.toClient.clear();
	}

	byte[] receive(int max, long now) {
		if (this.fullSince >= 0) {
			this.longestFull = longestFull(now);
			this.fullSince = -1;
		}
		byte[] received = new byte[Math.min(max, this.toClient.readableBytes())];
		this.toClient.readBytes(received).discardReadBytes();
		return received;
	}

	boolean hasOutput() {
		return this.toClient.isReadable();
	}

	/**
	 * Returns whether the server sends nothing more.
	 */
	boolean isOutputEnded() {
		return this.serverEnded || this.serverClosed;
	}

	boolean isReset() {
		return this.clientReset;
	}

	// of the server

	/**
	 * Returns whether a read has a result: bytes, the end or an error.
	 */
	boolean isReadable() {
		return this.toServer.isReadable() || this.clientEnded || this.clientReset;
	}

	/**
	 * Reads some of the bytes.
	 * @return how many, -1 at the end
	 */
	int read(ByteBuf into) throws IOException {
		if (this.toServer.isReadable()) {
			int available = Math.min(this.toServer.readableBytes(), into.writableBytes());
			int count = this.random.nextBoolean() ? available : 1 + this.random.nextInt(available);
			into.writeBytes(this.toServer, count);
			this.toServer.discardReadBytes();
			return count;
		}
		if (this.clientReset) {
			throw new IOException("Connection reset by peer");
		}
		return this.clientEnded ? -1 : 0;
	}

	boolean isWritable() {
		return this.clientReset || this.toClient.readableBytes() < this.capacity;
	}

	/**
	 * Writes some of the bytes.
	 * @return how many
	 */
	int write(ByteBuf from, long now) throws IOException {
		if (this.clientReset) {
			throw new IOException("Broken pipe");
		}
		int room = Math.min(from.readableBytes(), this.capacity - this.toClient.readableBytes());
		int count = (room > 0 && this.random.nextInt(4) == 0) ? 1 + this.random.nextInt(room) : room;
		this.toClient.writeBytes(from, from.readerIndex(), count);
		if (!isWritable()) {
			this.lastFull = now;
			this.fullSince = (this.fullSince < 0) ? now : this.fullSince;
		}
		this.conversation.sent();
		return count;
	}

	/**
	 * Returns when the client last had as much to read as the kernel holds.
	 */
	long lastFull(long now) {
		return isWritable() ? this.lastFull : now;
	}

	/**
	 * Returns for how long at most the client did not read while it had as much to read
	 * as the kernel holds, -1 if it never had.
	 */
	long longestFull(long now) {
		return (this.fullSince >= 0) ? Math.max(this.longestFull, now - this.fullSince)
				: (this.lastFull > 0) ? this.longestFull : -1;
	}

	void endOfServer() {
		this.serverEnded = true;
		this.conversation.outputArrived();
	}

	void closedByServer() {
		this.serverClosed = true;
		this.toServer.clear();
		this.conversation.outputArrived();
	}

}
