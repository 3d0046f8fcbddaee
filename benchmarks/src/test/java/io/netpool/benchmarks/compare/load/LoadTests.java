package io.netpool.benchmarks.compare.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.net.ServerSocketFactory;

import io.netpool.benchmarks.compare.peer.TlsServerSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoadTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	/**
	 * The first handshakes of a JVM take a while.
	 */
	private static final Duration LONG = Duration.ofSeconds(1);

	private static final Timing TIMING = new Timing(Duration.ZERO, SHORT);

	private static final List<Load> TLS_LOADS = List.of(Load.tlsEcho(3, 1, 64), Load.tlsEcho(3, 4, 4096),
			Load.tlsChurn(3, 64));

	private static final ServerSocketFactory TLS = TlsServerSockets.create();

	static Stream<Load> loads() {
		return Stream.concat(TLS_LOADS.stream(),
				Stream.of(Load.echo(3, 1, 64), Load.echo(3, 16, 64), Load.echo(3, 4, 4096), Load.ping(64),
						Load.churn(3, 64), Load.open(3, 64, 2000, false), Load.open(3, 64, 2000, true)));
	}

	private static Duration measured(Load load) {
		return TLS_LOADS.contains(load) ? LONG : SHORT;
	}

	private static Server server(Load load, UnaryOperator<byte[]> answer) throws IOException {
		return new Server(TLS_LOADS.contains(load) ? TLS : ServerSocketFactory.getDefault(), answer);
	}

	@ParameterizedTest
	@MethodSource("loads")
	void aServerThatEchoesIsMeasured(Load load) throws Exception {
		try (Server server = server(load, UnaryOperator.identity())) {
			Timing timing = new Timing(Duration.ZERO, measured(load));
			assertThat(load.run(server.target(), timing).perSecond()).isPositive();
		}
	}

	@ParameterizedTest
	@MethodSource("loads")
	void aServerThatChangesAByteFails(Load load) throws Exception {
		UnaryOperator<byte[]> change = (bytes) -> {
			bytes[bytes.length - 1] ^= 1;
			return bytes;
		};
		try (Server server = server(load, change)) {
			assertThatExceptionOfType(LoadException.class).isThrownBy(() -> load.run(server.target(), TIMING))
				.withMessageContaining("is wrong");
		}
	}

	@ParameterizedTest
	@MethodSource("loads")
	void aServerThatAnswersTwiceFails(Load load) throws Exception {
		UnaryOperator<byte[]> twice = (bytes) -> {
			byte[] both = new byte[2 * bytes.length];
			System.arraycopy(bytes, 0, both, 0, bytes.length);
			System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
			return both;
		};
		try (Server server = server(load, twice)) {
			assertThatExceptionOfType(LoadException.class).isThrownBy(() -> load.run(server.target(), TIMING));
		}
	}

	@ParameterizedTest
	@MethodSource("loads")
	void aServerThatClosesFails(Load load) throws Exception {
		try (Server server = server(load, (bytes) -> null)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> load.run(server.target(), TIMING));
		}
	}

	@Test
	void onlyASingleMessageInFlightHasAMedianTime() throws Exception {
		try (Server server = new Server(ServerSocketFactory.getDefault(), UnaryOperator.identity())) {
			assertThat(Load.ping(64).run(server.target(), TIMING).micros().median()).isPositive();
			assertThat(Load.echo(2, 2, 64).run(server.target(), TIMING).micros().median()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("loads")
	void theServersProcessorTimeIsSharedByTheMessagesOfTheMeasuredPart(Load load) throws Exception {
		Iterator<Duration> readings = List.of(Duration.ofSeconds(60), Duration.ofSeconds(61)).iterator();
		try (Server server = server(load, UnaryOperator.identity())) {
			Target target = new Target(server.socket.getLocalSocketAddress(), readings::next);
			Outcome outcome = load.run(target, new Timing(Duration.ofMillis(20), measured(load)));
			// a second for the messages of the measured part, or a bit more on a busy
			// machine
			double messages = 1e6 / outcome.serverMicros();
			double expected = outcome.perSecond() * measured(load).toMillis() / 1e3;
			assertThat(messages).isBetween(expected / 10, expected * 100);
			assertThat(readings).isExhausted();
		}
	}

	@Test
	void aServerOfUnknownProcessorTimeHasNone() throws Exception {
		try (Server server = new Server(ServerSocketFactory.getDefault(), UnaryOperator.identity())) {
			assertThat(Load.ping(64).run(server.target(), TIMING).serverMicros()).isZero();
		}
	}

	/**
	 * Answers what it reads with something, or closes.
	 */
	private static final class Server implements AutoCloseable {

		private final ServerSocket socket;

		private final ExecutorService threads = Executors.newCachedThreadPool();

		private final UnaryOperator<byte[]> answer;

		Server(ServerSocketFactory sockets, UnaryOperator<byte[]> answer) throws IOException {
			this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
			this.answer = answer;
			this.threads.execute(this::accept);
		}

		Target target() {
			return Target.at(this.socket.getLocalSocketAddress());
		}

		private void accept() {
			try {
				while (true) {
					Socket connection = this.socket.accept();
					this.threads.execute(() -> serve(connection));
				}
			}
			catch (IOException ex) {
				// closed
			}
		}

		private void serve(Socket connection) {
			byte[] buffer = new byte[16 * 1024];
			try (connection) {
				InputStream in = connection.getInputStream();
				OutputStream out = connection.getOutputStream();
				int length;
				while ((length = in.read(buffer)) >= 0) {
					byte[] reply = this.answer.apply(Arrays.copyOf(buffer, length));
					if (reply == null) {
						return;
					}
					out.write(reply);
				}
			}
			catch (IOException ex) {
				// the client has gone
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
			this.threads.shutdownNow();
		}

	}

}
