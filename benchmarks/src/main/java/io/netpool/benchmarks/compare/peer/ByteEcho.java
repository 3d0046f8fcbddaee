package io.netpool.benchmarks.compare.peer;

import java.io.IOException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Echo server without framing. Hardly any server can do less, so its figures are about
 * the maximum of the load generator.
 *
 * @since 0.1.0
 */
public final class ByteEcho {

	private ByteEcho() {
	}

	/**
	 * Runs the server.
	 * @param args none
	 * @throws IOException if reading standard input fails
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
