package io.netpool.tcp.server.simulation;

import java.net.InetSocketAddress;

import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;

/**
 * Both halves of a socket and their ends, as Netty's transports have them.
 */
abstract class HalfClosableChannel extends AbstractChannel implements SocketChannel {

	private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

	private boolean inputShutdown;

	private boolean outputShutdown;

	HalfClosableChannel(ServerSocketChannel parent) {
		super(parent);
	}

	@Override
	protected void doShutdownOutput() {
		this.outputShutdown = true;
	}

	@Override
	public ServerSocketChannel parent() {
		return (ServerSocketChannel) super.parent();
	}

	@Override
	public ChannelMetadata metadata() {
		return METADATA;
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
	public boolean isInputShutdown() {
		return this.inputShutdown;
	}

	@Override
	public boolean isOutputShutdown() {
		return this.outputShutdown;
	}

	@Override
	public boolean isShutdown() {
		return this.inputShutdown && this.outputShutdown;
	}

	@Override
	public ChannelFuture shutdownInput() {
		return shutdownInput(newPromise());
	}

	@Override
	public ChannelFuture shutdownInput(ChannelPromise promise) {
		this.inputShutdown = true;
		return promise.setSuccess();
	}

	@Override
	public ChannelFuture shutdownOutput() {
		return shutdownOutput(newPromise());
	}

	@Override
	public ChannelFuture shutdownOutput(ChannelPromise promise) {
		if (eventLoop().inEventLoop()) {
			((AbstractUnsafe) unsafe()).shutdownOutput(promise);
		}
		else {
			eventLoop().execute(() -> ((AbstractUnsafe) unsafe()).shutdownOutput(promise));
		}
		return promise;
	}

	@Override
	public ChannelFuture shutdown() {
		return shutdown(newPromise());
	}

	@Override
	public ChannelFuture shutdown(ChannelPromise promise) {
		this.inputShutdown = true;
		return shutdownOutput(promise);
	}

}
