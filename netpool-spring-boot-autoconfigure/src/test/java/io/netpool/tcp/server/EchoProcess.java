package io.netpool.tcp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.awaitility.Awaitility;

/**
 * A pool that echoes lines, in a process of its own with a bounded number of file
 * descriptors.
 */
public final class EchoProcess implements AutoCloseable {

	private static final String PORT = "port ";

	private final Process process;

	private final Path log;

	private final int port;

	EchoProcess(int descriptors, Path log) throws IOException {
		this.log = log;
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		this.process = new ProcessBuilder("sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "sh",
				java.toString(), "-cp", System.getProperty("java.class.path"), EchoProcess.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		this.port = Awaitility.await().until(this::findPort, Optional::isPresent).orElseThrow();
	}

	/**
	 * Serves until its input ends.
	 */
	public static void main(String[] args) throws IOException {
		try (TestPool pool = new TestPool(TestEndpoint.quiet()).start()) {
			System.out.println(PORT + pool.pool().port());
			System.in.transferTo(System.out);
		}
	}

	private Optional<Integer> findPort() throws IOException {
		return log().lines()
			.filter((line) -> line.startsWith(PORT))
			.map((line) -> Integer.valueOf(line.substring(PORT.length())))
			.findFirst();
	}

	String log() throws IOException {
		return Files.readString(this.log);
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		this.process.onExit().join();
	}

}
