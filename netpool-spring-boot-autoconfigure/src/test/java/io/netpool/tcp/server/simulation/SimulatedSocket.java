package io.netpool.tcp.server.simulation;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DefaultSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import org.jspecify.annotations.Nullable;

/**
 * The server's socket of a connection. It reads, writes, half-closes and fails as Netty's
 * NIO transport does.
 */
final class SimulatedSocket extends HalfClosableChannel implements SimulatedSockets.SimulatedSelectable {

	private final Scheduler scheduler = Scheduler.current();

	private final Wire wire;

	private final SocketChannelConfig config = new DefaultSocketChannelConfig(this, new UnusedSocket()) {

		@Override
		protected void autoReadCleared() {
			SimulatedSocket.this.readPending = false;
		}

	};

	private boolean open = true;

	private boolean readPending;

	private boolean writeBlocked;

	private boolean inputEndSeen;

	SimulatedSocket(ServerSocketChannel parent, Wire wire) {
		super(parent);
		this.wire = wire;
		this.config.setAllocator(Simulation.current().allocator());
	}

	@Override
	public boolean isReady() {
		return (this.readPending && !this.inputEndSeen && this.wire.isReadable())
				|| (this.writeBlocked && this.wire.isWritable());
	}

	@Override
	public void serve() {
		if (this.writeBlocked && this.wire.isWritable()) {
			this.writeBlocked = false;
			((SocketUnsafe) unsafe()).flushNow();
		}
		if (this.readPending && this.open && this.wire.isReadable()) {
			read(unsafe().recvBufAllocHandle());
		}
	}

	@SuppressWarnings("deprecation")
	private void read(RecvByteBufAllocator.Handle handle) {
		handle.reset(this.config);
		boolean ended = false;
		IOException failure = null;
		ByteBuf buffer = null;
		try {
			do {
				buffer = handle.allocate(alloc());
				handle.attemptedBytesRead(buffer.writableBytes());
				handle.lastBytesRead(this.wire.read(buffer));
				if (handle.lastBytesRead() <= 0) {
					buffer.release();
					ended = handle.lastBytesRead() < 0;
					break;
				}
				handle.incMessagesRead(1);
				this.readPending = false;
				this.wire.conversation().received(this, handle.lastBytesRead());
				pipeline().fireChannelRead(buffer);
			}
			while (handle.continueReading());
		}
		catch (IOException ex) {
			buffer.release();
			failure = ex;
		}
		if (ended || failure != null) {
			this.readPending = false;
		}
		handle.readComplete();
		pipeline().fireChannelReadComplete();
		if (failure != null) {
			pipeline().fireExceptionCaught(failure);
		}
		if (ended || failure != null) {
			inputEnded();
		}
	}

	private void inputEnded() {
		if (isInputShutdown()) {
			this.inputEndSeen = true;
			pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
		}
		else if (this.config.isAllowHalfClosure()) {
			shutdownInput();
			pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
		}
		else {
			closeNow();
		}
	}

	@Override
	protected void doWrite(ChannelOutboundBuffer buffer) throws IOException {
		Object message;
		while ((message = buffer.current()) != null) {
			ByteBuf bytes = (ByteBuf) message;
			if (!bytes.isReadable()) {
				buffer.remove();
				continue;
			}
			int written = this.wire.write(bytes, this.scheduler.nanoTime());
			buffer.removeBytes(written);
			if (!this.wire.isWritable()) {
				this.writeBlocked = true;
				return;
			}
		}
	}

	@Override
	@SuppressWarnings("deprecation")
	protected void doRegister() {
		((SimulatedLoop) eventLoop()).sockets().add(this);
	}

	@Override
	protected void doBeginRead() {
		this.readPending = true;
	}

	@Override
	protected void doShutdownOutput() {
		super.doShutdownOutput();
		this.wire.endOfServer();
	}

	@Override
	protected void doClose() {
		this.open = false;
		this.wire.closedByServer();
		if (isRegistered()) {
			((SimulatedLoop) eventLoop()).sockets().remove(this);
		}
	}

	@Override
	public void closeNow() {
		unsafe().close(voidPromise());
	}

	@Override
	protected AbstractUnsafe newUnsafe() {
		return new SocketUnsafe();
	}

	@Override
	protected boolean isCompatible(EventLoop loop) {
		return loop instanceof SimulatedLoop;
	}

	@Override
	protected void doBind(SocketAddress localAddress) {
		throw new UnsupportedOperationException();
	}

	@Override
	protected void doDisconnect() {
		doClose();
	}

	@Override
	public SocketChannelConfig config() {
		return this.config;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public boolean isActive() {
		return this.open;
	}

	@Override
	protected SocketAddress localAddress0() {
		return parent().localAddress();
	}

	@Override
	protected SocketAddress remoteAddress0() {
		return this.wire.conversation().address();
	}

	private final class SocketUnsafe extends AbstractUnsafe {

		@Override
		public void connect(SocketAddress remoteAddress, @Nullable SocketAddress localAddress, ChannelPromise promise) {
			throw new UnsupportedOperationException();
		}

		void flushNow() {
			super.flush0();
		}

		@Override
		protected void flush0() {
			// what is blocked is flushed when the socket is writable again
			if (!SimulatedSocket.this.writeBlocked) {
				super.flush0();
			}
		}

	}

	/**
	 * Takes the options of the connection, for a configuration that needs a socket.
	 */
	private static final class UnusedSocket extends Socket {

		@Override
		public void setTcpNoDelay(boolean on) {
		}

		@Override
		public void setKeepAlive(boolean on) {
		}

	}

}
