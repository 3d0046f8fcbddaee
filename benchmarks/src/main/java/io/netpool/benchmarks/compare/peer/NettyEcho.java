package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.LineEncoder;
import io.netty.handler.codec.string.LineSeparator;
import io.netty.handler.codec.string.StringDecoder;

/**
 * Line echo with Netty's codecs, handled on the event loop. The replies to one socket
 * read are flushed together.
 *
 * @since 0.1.0
 */
public final class NettyEcho {

	private static final int MAX_LINE = 64 * 1024;

	private NettyEcho() {
	}

	/**
	 * Runs the server.
	 * @param args none
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		NettyServer.serve(NettyEcho::lines);
	}

	private static void lines(ChannelPipeline pipeline) {
		pipeline.addLast(new LineBasedFrameDecoder(MAX_LINE));
		pipeline.addLast(new StringDecoder(StandardCharsets.UTF_8));
		pipeline.addLast(new LineEncoder(LineSeparator.UNIX, StandardCharsets.UTF_8));
		pipeline.addLast(new Echo());
	}

	private static final class Echo extends SimpleChannelInboundHandler<String> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, String line) {
			context.write(line, context.voidPromise());
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
