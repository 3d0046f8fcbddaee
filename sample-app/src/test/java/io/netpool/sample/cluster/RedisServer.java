package io.netpool.sample.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

import io.netpool.sample.protocols.Client;
import io.netpool.sample.restart.FreePort;
import io.netpool.sample.restart.Signals;
import org.awaitility.Awaitility;

/**
 * A Redis server that keeps nothing, in a process of its own. Where there is none, the
 * test is skipped.
 */
public final class RedisServer implements AutoCloseable {

	private final int port = FreePort.find();

	private Process process;

	public RedisServer() throws IOException {
		start();
	}

	/**
	 * Starts it, on the same port as before.
	 */
	public void start() throws IOException {
		// what it says is lost, as nobody would read it
		this.process = Client.of("redis-server")
			.with("--port", this.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel",
					"warning")
			.start();
		Awaitility.await().atMost(30, TimeUnit.SECONDS).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				return socket.isConnected();
			}
		});
	}

	public int port() {
		return this.port;
	}

	/**
	 * Ends it, with everything that it knows.
	 */
	public void stop() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * From now on, it answers nothing, and no connection ends.
	 */
	void pause() throws IOException, InterruptedException {
		Signals.pause(this.process);
	}

	void resume() throws IOException, InterruptedException {
		Signals.resume(this.process);
	}

	/**
	 * Runs a command.
	 * @return what it answers
	 */
	String run(Object... command) throws IOException, InterruptedException {
		return Client.of("redis-cli").with("-p", this.port).with(command).run();
	}

	@Override
	public void close() {
		stop();
	}

}
