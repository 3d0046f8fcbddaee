package io.netpool.sample.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.netpool.sample.restart.FreePort;
import io.netpool.sample.restart.Signals;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link DeviceServer} in a process of its own.
 */
final class DeviceServerProcess implements AutoCloseable {

	private static final int LOG_CHARACTERS = 4000;

	private final int port = FreePort.find();

	private final int redisPort;

	private final Path log;

	private Process process;

	DeviceServerProcess(int redisPort, Path log) throws IOException {
		this.redisPort = redisPort;
		this.log = log;
		start();
	}

	/**
	 * Starts it, on the same port as before.
	 */
	void start() throws IOException {
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				DeviceServer.class.getName(), "--netpool.tcp.port=" + this.port,
				"--spring.data.redis.port=" + this.redisPort)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
			.start();
	}

	int port() {
		return this.port;
	}

	/**
	 * Waits until it listens. If that fails, its log is the message.
	 */
	void awaitServing() {
		Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
			assertThat(isServing()).as(this::recentLog).isTrue();
			assertThat(this.process.isAlive()).as(this::recentLog).isTrue();
		});
	}

	private boolean isServing() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private String recentLog() {
		try {
			String text = Files.readString(this.log);
			return text.substring(Math.max(0, text.length() - LOG_CHARACTERS));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * SIGTERM, and when that has ended it, a new start.
	 */
	void restart() throws IOException, InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(40, TimeUnit.SECONDS)).as("ended").isTrue();
		start();
		awaitServing();
	}

	/**
	 * SIGKILL.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	void pause() throws IOException, InterruptedException {
		Signals.pause(this.process);
	}

	void resume() throws IOException, InterruptedException {
		Signals.resume(this.process);
	}

	@Override
	public void close() {
		kill();
	}

}
