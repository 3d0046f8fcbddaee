package io.netpool.benchmarks.startup;

import java.net.InetSocketAddress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.LineEncoder;
import io.netty.handler.codec.string.StringDecoder;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.SmartLifecycle;

/**
 * Line echo on plain Netty, if Netty is on the class path and netpool is not.
 */
@ConditionalOnClass(name = "io.netty.channel.epoll.EpollServerSocketChannel")
@ConditionalOnMissingClass("io.netpool.tcp.TcpHandler")
class NettyAlone implements SmartLifecycle {

	private volatile boolean running;

	@Override
	public void start() {
		new ServerBootstrap()
			.group(new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(),
					EpollIoHandler.newFactory()))
			.channel(EpollServerSocketChannel.class)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel connection) {
					connection.pipeline()
						.addLast(new LineBasedFrameDecoder(1024), new StringDecoder(), new LineEncoder(), new Echo());
				}

			})
			.bind(new InetSocketAddress(0))
			.syncUninterruptibly();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private static final class Echo extends SimpleChannelInboundHandler<String> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, String line) {
			context.writeAndFlush(line);
		}

	}

}
