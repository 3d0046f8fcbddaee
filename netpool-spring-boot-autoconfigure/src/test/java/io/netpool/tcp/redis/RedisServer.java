package io.netpool.tcp.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.FreePort;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Assumptions;

import static org.awaitility.Awaitility.await;

/**
 * A Redis server in a process of its own, on a free port and without a file.
 */
public final class RedisServer implements AutoCloseable {

	private final int port;

	private final Path directory;

	private final List<String> settings;

	private Process process;

	private RedisServer(int port, Path directory, List<String> settings) {
		this.port = port;
		this.directory = directory;
		this.settings = settings;
	}

	/**
	 * Starts a server. The test is skipped where there is none.
	 * @param directory where it works
	 */
	public static RedisServer start(Path directory) {
		int port = FreePort.find();
		return start(port, directory, List.of("--port", "" + port));
	}

	/**
	 * Starts a server that speaks TLS. The test is skipped where there is none.
	 * @param directory where it works
	 * @param certificate its certificate
	 * @param settings further settings
	 */
	static RedisServer startWithTls(Path directory, X509Bundle certificate, String... settings) throws IOException {
		int port = FreePort.find();
		Path pem = Files.writeString(directory.resolve("certificate.pem"), certificate.getCertificatePathPEM());
		Path key = Files.writeString(directory.resolve("key.pem"), certificate.getPrivateKeyPEM());
		List<String> all = new ArrayList<>(
				List.of("--port", "0", "--tls-port", "" + port, "--tls-cert-file", pem.toString(), "--tls-key-file",
						key.toString(), "--tls-ca-cert-file", pem.toString(), "--tls-auth-clients", "no"));
		all.addAll(List.of(settings));
		return start(port, directory, all);
	}

	private static RedisServer start(int port, Path directory, List<String> settings) {
		Assumptions.assumeTrue(isInstalled(), "redis-server is not installed");
		RedisServer server = new RedisServer(port, directory, settings);
		server.start();
		return server;
	}

	private static boolean isInstalled() {
		try {
			Process version = new ProcessBuilder("redis-server", "--version")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return version.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * Starts it, on the same port if it has run before.
	 */
	public void start() {
		try {
			List<String> command = new ArrayList<>(
					List.of("redis-server", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
			command.addAll(this.settings);
			this.process = new ProcessBuilder(command).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await().atMost(20, TimeUnit.SECONDS).until(this::accepts);
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

	/**
	 * Ends it, with everything that it knows.
	 */
	public void stop() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Lets it stand still.
	 */
	public void pause() {
		signal("-STOP");
	}

	public void resume() {
		signal("-CONT");
	}

	private void signal(String signal) {
		run(List.of("kill", signal, "" + this.process.pid()));
	}

	/**
	 * Runs a command of redis-cli.
	 * @return what it has printed
	 */
	public String cli(String... command) {
		List<String> line = new ArrayList<>(List.of("redis-cli", "-p", "" + this.port));
		line.addAll(List.of(command));
		return run(line);
	}

	private static String run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes());
			process.waitFor();
			return output.trim();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		stop();
	}

}
