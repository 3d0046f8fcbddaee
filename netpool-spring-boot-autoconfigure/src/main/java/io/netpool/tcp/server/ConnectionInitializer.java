package io.netpool.tcp.server;

import java.util.Map;

import io.netpool.tcp.framing.NettyFraming;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Furnishes the pipeline of an admitted connection.
 */
@Sharable
final class ConnectionInitializer extends ChannelInitializer<Channel> {

	private final PoolContext pool;

	private final Map<EventLoop, IoThread> ioThreads;

	ConnectionInitializer(PoolContext pool, Map<EventLoop, IoThread> ioThreads) {
		this.pool = pool;
		this.ioThreads = ioThreads;
	}

	@Override
	protected void initChannel(Channel channel) {
		IoThread io = this.ioThreads.get(channel.eventLoop());
		if (io == null) {
			throw new IllegalStateException("Unknown I/O thread " + channel.eventLoop());
		}
		SharedBuffers buffers = io.buffers();
		if (buffers != null) {
			channel.config().setRecvByteBufAllocator(buffers.receive());
		}
		TlsSettings tls = this.pool.settings().tls();
		if (tls != null) {
			SslHandler handler = tls.context().get().newHandler(channel.alloc());
			handler.setHandshakeTimeoutMillis(tls.handshakeTimeout().toMillis());
			channel.pipeline().addLast(handler);
		}
		if (this.pool.framing() instanceof NettyFraming framing) {
			framing.addCodecs(channel.pipeline());
			channel.pipeline().addLast(new CodecBridge());
		}
		channel.pipeline().addLast(new ConnectionHandler(this.pool, (SocketChannel) channel, io));
	}

}
