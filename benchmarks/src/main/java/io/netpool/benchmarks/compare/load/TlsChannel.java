package io.netpool.benchmarks.compare.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/**
 * TLS 1.3 client on a non-blocking socket, with the engine of the JDK. It trusts every
 * server, and makes a full handshake each time: its engines have no peer address, so they
 * have no session to resume.
 */
final class TlsChannel implements GatheringByteChannel, ByteChannel {

	private static final SSLContext CONTEXT = TrustEveryone.context();

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final SocketChannel socket;

	private final SSLEngine engine;

	private final ByteBuffer received;

	private final ByteBuffer unsent;

	TlsChannel(SocketChannel socket) throws IOException {
		this.socket = socket;
		this.engine = CONTEXT.createSSLEngine();
		this.engine.setUseClientMode(true);
		this.engine.setEnabledProtocols(new String[] { "TLSv1.3" });
		int size = this.engine.getSession().getPacketBufferSize();
		this.received = ByteBuffer.allocate(size);
		this.unsent = ByteBuffer.allocate(2 * size);
		this.engine.beginHandshake();
	}

	/**
	 * Continues the handshake, and runs its tasks on the calling thread.
	 * @return whether it is complete and flushed
	 */
	boolean shakeHands() throws IOException {
		flush();
		while (true) {
			switch (this.engine.getHandshakeStatus()) {
				case NEED_TASK -> this.engine.getDelegatedTask().run();
				case NEED_WRAP -> {
					this.engine.wrap(NOTHING, this.unsent);
					flush();
				}
				case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
					if (!unwrap(NOTHING) && !fill()) {
						return false;
					}
				}
				default -> {
					return isFlushed();
				}
			}
		}
	}

	/**
	 * Decrypts the next record, if it has been received completely.
	 */
	private boolean unwrap(ByteBuffer to) throws IOException {
		this.received.flip();
		try {
			SSLEngineResult result = this.engine.unwrap(this.received, to);
			if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
				throw new EOFException("The server ended TLS");
			}
			return result.getStatus() == SSLEngineResult.Status.OK;
		}
		finally {
			this.received.compact();
		}
	}

	private boolean fill() throws IOException {
		int length = this.socket.read(this.received);
		if (length < 0) {
			throw new EOFException("The server closed a connection in the TLS handshake");
		}
		return length > 0;
	}

	/**
	 * Reads from the socket and decrypts all complete records.
	 * @param buffer the output, with room for all of them
	 */
	@Override
	public int read(ByteBuffer buffer) throws IOException {
		int begin = buffer.position();
		int length;
		do {
			length = this.socket.read(this.received);
			while (this.received.position() > 0 && unwrap(buffer)) {
				// the next record
			}
		}
		while (length > 0 && buffer.position() == begin);
		return (length < 0 && buffer.position() == begin) ? -1 : buffer.position() - begin;
	}

	@Override
	public int write(ByteBuffer buffer) throws IOException {
		return (int) write(new ByteBuffer[] { buffer }, 0, 1);
	}

	@Override
	public long write(ByteBuffer[] buffers) throws IOException {
		return write(buffers, 0, buffers.length);
	}

	/**
	 * Encrypts and sends. Bytes count as written when they are encrypted: the socket may
	 * accept them later.
	 */
	@Override
	public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
		long taken = 0;
		flush();
		while (isFlushed() && hasRemaining(buffers, offset, length)) {
			SSLEngineResult result = this.engine.wrap(buffers, offset, length, this.unsent);
			taken += result.bytesConsumed();
			flush();
			if (result.getStatus() != SSLEngineResult.Status.OK) {
				throw new EOFException("TLS has ended: " + result.getStatus());
			}
		}
		return taken;
	}

	private static boolean hasRemaining(ByteBuffer[] buffers, int offset, int length) {
		for (int i = offset; i < offset + length; i++) {
			if (buffers[i].hasRemaining()) {
				return true;
			}
		}
		return false;
	}

	private void flush() throws IOException {
		if (this.unsent.position() > 0) {
			this.unsent.flip();
			try {
				this.socket.write(this.unsent);
			}
			finally {
				this.unsent.compact();
			}
		}
	}

	/**
	 * Returns whether the socket has accepted all encrypted bytes.
	 */
	boolean isFlushed() {
		return this.unsent.position() == 0;
	}

	@Override
	public boolean isOpen() {
		return this.socket.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
