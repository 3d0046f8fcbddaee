package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.LineEncoder;
import io.netty.handler.codec.string.LineSeparator;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

/**
 * Lines with the codecs that come with Netty, handled on the event loop; what one read
 * has brought is flushed once.
 *
 * @since 0.1.0
 */
public final class NettyEcho {

	private static final int MAX_LINE = 64 * 1024;

	private NettyEcho() {
	}

	/**
	 * Run the server.
	 * @param args none, or for TLS a key store in PKCS #12 and its password
	 * @throws IOException if the standard streams or the key store fail
	 * @throws GeneralSecurityException if the keys can't be used
	 */
	public static void main(String[] args) throws IOException, GeneralSecurityException {
		if (args.length == 0) {
			Fork.serve(NettyServer.start(NettyEcho::lines));
			return;
		}
		SslContext tls = tls(Path.of(args[0]), args[1].toCharArray());
		Fork.serve(NettyServer.start((pipeline) -> {
			pipeline.addLast(tls.newHandler(pipeline.channel().alloc()));
			lines(pipeline);
		}));
	}

	private static SslContext tls(Path file, char[] password) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream content = Files.newInputStream(file)) {
			store.load(content, password);
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, password);
		return SslContextBuilder.forServer(keys).build();
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
