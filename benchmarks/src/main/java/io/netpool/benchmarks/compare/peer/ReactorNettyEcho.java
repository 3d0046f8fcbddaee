package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.ssl.SslContext;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpServer;

/**
 * Line echo on reactor-netty, with Netty's line decoder in its pipeline as reactor-netty
 * documents it.
 *
 * @since 0.1.0
 */
public final class ReactorNettyEcho {

	private static final int MAX_LINE = 64 * 1024;

	private ReactorNettyEcho() {
	}

	/**
	 * Runs the server.
	 * @param args none
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		LoopResources loops = LoopResources.create("echo", Runtime.getRuntime().availableProcessors(), true);
		TcpServer server = TcpServer.create()
			.host("127.0.0.1")
			.port(0)
			.runOn(loops, true)
			.option(ChannelOption.SO_BACKLOG, NettyServer.BACKLOG)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.doOnConnection((connection) -> connection.addHandlerLast(new LineBasedFrameDecoder(MAX_LINE)))
			.handle((in, out) -> out.sendString(
					in.receive().asString(StandardCharsets.UTF_8).map((line) -> echo(line) + "\n"),
					StandardCharsets.UTF_8));
		SslContext tls = ServerCertificate.create().context();
		DisposableServer secured = server.secure((provider) -> provider.sslContext(tls)).bindNow();
		Fork.serve(server.bindNow().port(), secured.port());
	}

	private static String echo(String line) {
		return line;
	}

}
