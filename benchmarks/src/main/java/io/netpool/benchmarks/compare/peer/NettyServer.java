package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;

/**
 * Plain Netty server with the native transport if available, and one event loop per
 * processor.
 */
final class NettyServer {

	static final int BACKLOG = 4096;

	private NettyServer() {
	}

	/**
	 * Listens on a free port, with TLS on another, and serves.
	 * @param pipeline initializes the pipeline of a connection
	 */
	static void serve(Consumer<ChannelPipeline> pipeline) throws IOException {
		SslContext tls = ServerCertificate.create().context();
		Fork.serve(start(pipeline), start((connection) -> {
			connection.addLast(tls.newHandler(connection.channel().alloc()));
			pipeline.accept(connection);
		}));
	}

	/**
	 * Listens on a free port.
	 * @param pipeline initializes the pipeline of a connection
	 * @return the port
	 */
	static int start(Consumer<ChannelPipeline> pipeline) {
		boolean epoll = Epoll.isAvailable();
		IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
		Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
		Channel channel = new ServerBootstrap()
			.group(new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), io))
			.channel(type)
			.option(ChannelOption.SO_BACKLOG, BACKLOG)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel connection) {
					pipeline.accept(connection.pipeline());
				}

			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel();
		return ((InetSocketAddress) channel.localAddress()).getPort();
	}

}
