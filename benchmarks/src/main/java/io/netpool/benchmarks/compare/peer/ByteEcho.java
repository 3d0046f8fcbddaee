package io.netpool.benchmarks.compare.peer;

import java.io.IOException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Sends back what it reads, and knows no lines. There is little to do with bytes that is
 * less, so what is measured with it is about the most that the load generator can.
 *
 * @since 0.1.0
 */
public final class ByteEcho {

	private ByteEcho() {
	}

	/**
	 * Run the server.
	 * @param args none
	 * @throws IOException if the standard streams fail
	 */
	public static void main(String[] args) throws IOException {
		NettyServer.serve((pipeline) -> pipeline.addLast(new Echo()));
	}

	private static final class Echo extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object bytes) {
			context.write(bytes, context.voidPromise());
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			context.flush();
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
