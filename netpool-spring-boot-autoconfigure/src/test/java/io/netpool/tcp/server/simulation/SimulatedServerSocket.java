package io.netpool.tcp.server.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DefaultServerSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannelConfig;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket of a simulated pool. It accepts as Netty's NIO transport does.
 * Public for Netty, which instantiates it.
 */
public final class SimulatedServerSocket extends AbstractServerChannel
		implements ServerSocketChannel, SimulatedSockets.SimulatedSelectable {

	private final Network network = Simulation.current().network();

	private final ServerSocketChannelConfig config = new DefaultServerSocketChannelConfig(this, unbound()) {

		@Override
		protected void autoReadCleared() {
			SimulatedServerSocket.this.readPending = false;
		}

	};

	private @Nullable InetSocketAddress address;

	private boolean open = true;

	private boolean readPending;

	private static ServerSocket unbound() {
		try {
			return new ServerSocket();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean isReady() {
		return this.readPending && this.network.hasBacklog();
	}

	@Override
	public void serve() {
		Simulation.current().operator().accepting(this::acceptAll);
	}

	@SuppressWarnings("deprecation")
	private void acceptAll() {
		RecvByteBufAllocator.Handle handle = unsafe().recvBufAllocHandle();
		handle.reset(this.config);
		List<SimulatedSocket> accepted = new ArrayList<>();
		do {
			Wire wire = this.network.accept();
			if (wire == null) {
				break;
			}
			accepted.add(new SimulatedSocket(this, wire));
			handle.incMessagesRead(1);
		}
		while (handle.continueReading());
		this.readPending = false;
		accepted.forEach(pipeline()::fireChannelRead);
		handle.readComplete();
		pipeline().fireChannelReadComplete();
	}

	@Override
	public void closeNow() {
		unsafe().close(voidPromise());
	}

	@Override
	@SuppressWarnings("deprecation")
	protected void doRegister() {
		((SimulatedLoop) eventLoop()).sockets().add(this);
	}

	@Override
	protected void doBind(SocketAddress localAddress) {
		this.address = (InetSocketAddress) localAddress;
		this.network.listen(true);
	}

	@Override
	protected void doBeginRead() {
		this.readPending = true;
	}

	@Override
	protected void doClose() {
		this.open = false;
		this.network.listen(false);
		((SimulatedLoop) eventLoop()).sockets().remove(this);
	}

	@Override
	protected boolean isCompatible(EventLoop loop) {
		return loop instanceof SimulatedLoop;
	}

	@Override
	protected @Nullable SocketAddress localAddress0() {
		return this.address;
	}

	@Override
	public InetSocketAddress localAddress() {
		return (InetSocketAddress) super.localAddress();
	}

	@Override
	public InetSocketAddress remoteAddress() {
		return (InetSocketAddress) super.remoteAddress();
	}

	@Override
	public ServerSocketChannelConfig config() {
		return this.config;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public boolean isActive() {
		return this.open && this.address != null;
	}

}
