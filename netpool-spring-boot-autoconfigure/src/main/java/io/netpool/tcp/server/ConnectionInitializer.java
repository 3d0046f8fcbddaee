package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.Map;

import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.proxy.ProxyProtocolDecoder;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.transport.SharedBuffers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.logging.LogLevel;
import io.netty.handler.logging.LoggingHandler;
import org.jspecify.annotations.Nullable;

/**
 * Initializes the pipeline of an admitted connection.
 */
@Sharable
final class ConnectionInitializer extends ChannelInitializer<Channel> {

	/**
	 * Prefix of the wiretap logger's name, which ends with the pool's name.
	 */
	private static final String WIRETAP = "io.netpool.tcp.wiretap.";

	private final PoolContext pool;

	private final Map<EventLoop, IoContext> ioThreads;

	private final @Nullable LoggingHandler wiretap;

	ConnectionInitializer(PoolContext pool, Map<EventLoop, IoContext> ioThreads) {
		this.pool = pool;
		this.ioThreads = ioThreads;
		this.wiretap = pool.settings().wiretap() ? new LoggingHandler(WIRETAP + pool.name(), LogLevel.INFO) : null;
	}

	@Override
	protected void initChannel(Channel channel) {
		IoContext io = this.ioThreads.get(channel.eventLoop());
		if (io == null) {
			throw new IllegalStateException("Unknown I/O thread " + channel.eventLoop());
		}
		io.heartbeat().begin();
		SharedBuffers buffers = io.buffers();
		if (buffers != null) {
			channel.config().setRecvByteBufAllocator(buffers.receive());
		}
		ConnectionHandler handler = new ConnectionHandler(this.pool, (SocketChannel) channel, io);
		TlsSettings tls = this.pool.settings().tlsAtOnce();
		ProxySettings proxy = this.pool.settings().proxy();
		InetSocketAddress peer = ((SocketChannel) channel).remoteAddress();
		if (peer != null && proxy.reads(peer.getAddress())) {
			ProxyProtocolDecoder decoder = new ProxyProtocolDecoder(proxy.servesOthers());
			channel.pipeline().addLast(decoder, new ProxyProtocolHandler(this.pool, handler.connection(), decoder));
		}
		else if (tls != null) {
			channel.pipeline().addLast(handler.handshake().gate(), tls.newHandler(channel));
		}
		if (this.wiretap != null) {
			channel.pipeline().addLast(this.wiretap);
		}
		if (this.pool.framing() instanceof NettyFraming framing) {
			framing.addCodecs(channel.pipeline());
			channel.pipeline().addLast(new CodecBridge());
		}
		channel.pipeline().addLast(handler);
	}

}
