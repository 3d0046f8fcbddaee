package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.core.transport.Transport;

/**
 * Line echo on Vert.x, with its record parser.
 *
 * @since 0.1.0
 */
public final class VertxEcho {

	/**
	 * Any free port, shared by all instances.
	 */
	private static final int ANY_SHARED = -1;

	private static final CompletableFuture<Integer> PORT = new CompletableFuture<>();

	private VertxEcho() {
	}

	/**
	 * Runs the server.
	 * @param args none
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		Transport transport = Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
		Vertx vertx = Vertx.builder().withTransport(transport).build();
		int loops = Runtime.getRuntime().availableProcessors();
		vertx.deployVerticle(Server::new, new DeploymentOptions().setInstances(loops)).await();
		Fork.serve(PORT.join());
	}

	private static void serve(NetSocket socket) {
		socket.handler(RecordParser.newDelimited("\n",
				(line) -> socket.write(echo(line.toString(StandardCharsets.UTF_8)) + "\n")));
	}

	private static String echo(String line) {
		return line;
	}

	/**
	 * Instance with its own event loop. Connections are distributed among the instances.
	 */
	private static final class Server extends VerticleBase {

		@Override
		public Future<?> start() {
			NetServerOptions options = new NetServerOptions().setHost("127.0.0.1")
				.setPort(ANY_SHARED)
				.setAcceptBacklog(NettyServer.BACKLOG)
				.setTcpNoDelay(true);
			return this.vertx.createNetServer(options)
				.connectHandler(VertxEcho::serve)
				.listen()
				.onSuccess((server) -> PORT.complete(server.actualPort()));
		}

	}

}
