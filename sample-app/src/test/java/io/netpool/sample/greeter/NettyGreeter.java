package io.netpool.sample.greeter;

import java.nio.charset.StandardCharsets;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.LineEncoder;
import io.netty.handler.codec.string.LineSeparator;
import io.netty.handler.codec.string.StringDecoder;

/**
 * Greets whoever sends a name, on Netty alone.
 */
final class NettyGreeter implements AutoCloseable {

	private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());

	Channel listen(int port) {
		return new ServerBootstrap().group(this.loops)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel connection) {
					connection.pipeline()
						.addLast(new LineBasedFrameDecoder(64 * 1024))
						.addLast(new StringDecoder(StandardCharsets.UTF_8))
						.addLast(new LineEncoder(LineSeparator.UNIX, StandardCharsets.UTF_8))
						.addLast(new Greeting());
				}

			})
			.bind(port)
			.syncUninterruptibly()
			.channel();
	}

	@Override
	public void close() {
		this.loops.shutdownGracefully();
	}

	private static final class Greeting extends SimpleChannelInboundHandler<String> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, String name) {
			context.writeAndFlush("hello " + name);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
