package io.netpool.benchmarks.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * Redis server of its own, on a free port and without persistence.
 */
final class RedisProcess implements AutoCloseable {

	private static final int START_SECONDS = 20;

	private final int port;

	private final RedisClient client;

	private Process process;

	private StatefulRedisConnection<String, String> connection;

	private RedisProcess(int port) throws IOException {
		this.port = port;
		this.client = RedisClient.create(RedisURI.create("127.0.0.1", port));
		this.process = run(port);
		awaitStart();
		this.connection = this.client.connect();
	}

	static RedisProcess start() throws IOException {
		return new RedisProcess(freePort());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static Process run(int port) throws IOException {
		return new ProcessBuilder("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "",
				"--appendonly", "no")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	/**
	 * Kills the server, which loses all data, and starts another on the same port.
	 */
	void restart() throws IOException {
		this.connection.close();
		end();
		this.process = run(this.port);
		awaitStart();
		this.connection = this.client.connect();
	}

	private void awaitStart() throws IOException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (!accepts()) {
			if (System.nanoTime() > end || !this.process.isAlive()) {
				end();
				throw new IOException("redis-server does not start");
			}
		}
	}

	private boolean accepts() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	String port() {
		return "" + this.port;
	}

	/**
	 * Returns the used memory in bytes.
	 */
	long usedMemory() {
		return Long.parseLong(info("memory", "used_memory:(\\d+)"));
	}

	/**
	 * Returns the number of calls of a command.
	 */
	long calls(String command) {
		return Long.parseLong(info("commandstats", "cmdstat_" + command + ":calls=(\\d+)"));
	}

	/**
	 * Returns the number of keys.
	 */
	long keys() {
		return this.connection.sync().dbsize();
	}

	private String info(String section, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(this.connection.sync().info(section));
		return matcher.find() ? matcher.group(1) : "0";
	}

	private void end() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.client.shutdown();
		end();
	}

}
