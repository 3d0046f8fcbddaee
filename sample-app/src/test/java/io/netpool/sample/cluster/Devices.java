package io.netpool.sample.cluster;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * Devices, each of which keeps one connection, says its key on it, and receives the
 * numbers of commands. When its connection ends, it connects again.
 */
final class Devices implements AutoCloseable {

	private static final long RECONNECT_MILLIS = 50;

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final IntConsumer received;

	private final int port;

	private volatile boolean closed;

	Devices(int count, int port, IntConsumer received) {
		this.port = port;
		this.received = received;
		for (int i = 0; i < count; i++) {
			connect(key(i));
		}
	}

	/**
	 * Lets all devices end their stream and, when everything was received, connect again,
	 * so that they are spread over the instances.
	 */
	void reconnect() {
		this.channels.forEach((channel) -> ((SocketChannel) channel).shutdownOutput());
	}

	static String key(int index) {
		return "device-" + index;
	}

	private void connect(String key) {
		ChannelFuture connected = new Bootstrap().group(this.group)
			.channel(NioSocketChannel.class)
			.handler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline().addLast(new LineBasedFrameDecoder(64), new Device(key));
				}

			})
			.connect("127.0.0.1", this.port);
		connected.addListener((done) -> {
			if (!done.isSuccess()) {
				connectAgain(key);
			}
		});
	}

	private void connectAgain(String key) {
		if (!this.closed) {
			this.group.schedule(() -> connect(key), RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private final class Device extends SimpleChannelInboundHandler<ByteBuf> {

		private final String key;

		private Device(String key) {
			this.key = key;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			Devices.this.channels.add(context.channel());
			context.writeAndFlush(ByteBufUtil.writeUtf8(context.alloc(), this.key + "\n"));
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
			Devices.this.received.accept(Integer.parseInt(line.toString(StandardCharsets.US_ASCII)));
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			connectAgain(this.key);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			context.close();
		}

	}

}
