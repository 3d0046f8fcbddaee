package io.netpool.tcp.server;

import java.util.Map;

import io.netpool.tcp.framing.NettyFraming;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.logging.LogLevel;
import io.netty.handler.logging.LoggingHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * Furnishes the pipeline of an admitted connection.
 */
@Sharable
final class ConnectionInitializer extends ChannelInitializer<Channel> {

	/**
	 * The longest ClientHello that is gathered for the name in it, in bytes. It may claim
	 * up to 16 MB, and is in fact a few KB.
	 */
	private static final int MAX_CLIENT_HELLO = 64 * 1024;

	/**
	 * What the logger of a wiretap is called, before the pool's name.
	 */
	private static final String WIRETAP = "io.netpool.tcp.wiretap.";

	private final PoolContext pool;

	private final Map<EventLoop, IoThread> ioThreads;

	private final @Nullable LoggingHandler wiretap;

	ConnectionInitializer(PoolContext pool, Map<EventLoop, IoThread> ioThreads) {
		this.pool = pool;
		this.ioThreads = ioThreads;
		this.wiretap = pool.settings().wiretap() ? new LoggingHandler(WIRETAP + pool.name(), LogLevel.INFO) : null;
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
			channel.pipeline().addLast(handler(tls, channel));
		}
		if (this.wiretap != null) {
			channel.pipeline().addLast(this.wiretap);
		}
		if (this.pool.framing() instanceof NettyFraming framing) {
			framing.addCodecs(channel.pipeline());
			channel.pipeline().addLast(new CodecBridge());
		}
		channel.pipeline().addLast(new ConnectionHandler(this.pool, (SocketChannel) channel, io));
	}

	private static ChannelHandler handler(TlsSettings tls, Channel channel) {
		long handshakeTimeout = tls.handshakeTimeout().toMillis();
		Mapping<String, SslContext> serverNames = tls.serverNames();
		if (serverNames != null) {
			return new SniHandler(serverNames, MAX_CLIENT_HELLO, handshakeTimeout);
		}
		SslHandler handler = tls.context().get().newHandler(channel.alloc());
		handler.setHandshakeTimeoutMillis(handshakeTimeout);
		return handler;
	}

}
