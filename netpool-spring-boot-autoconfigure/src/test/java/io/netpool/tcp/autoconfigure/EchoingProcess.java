package io.netpool.tcp.autoconfigure;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@link EchoingApplication} in a JVM of its own, which a lack of heap ends.
 */
final class EchoingProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader reports;

	EchoingProcess(String maxHeap, File log, String... settings) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(
				List.of("-Xmx" + maxHeap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), EchoingApplication.class.getName()));
		command.addAll(List.of(settings));
		this.process = new ProcessBuilder(command).redirectError(log).start();
		this.reports = new BufferedReader(new InputStreamReader(this.process.getInputStream()));
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Ask for a report, which needs a collection of garbage.
	 */
	Report report(String pool) throws IOException {
		this.process.getOutputStream().write((pool + "\n").getBytes(StandardCharsets.UTF_8));
		this.process.getOutputStream().flush();
		String line = this.reports.readLine();
		while (line != null && !line.startsWith("report ")) {
			line = this.reports.readLine();
		}
		if (line == null) {
			throw new AssertionError("The process has ended, for lack of heap most likely");
		}
		String[] values = line.split(" ");
		return new Report(Integer.parseInt(values[1]), Long.parseLong(values[2]), Long.parseLong(values[3]),
				Long.parseLong(values[4]), Integer.parseInt(values[5]));
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * What it says of itself and of a pool.
	 *
	 * @param port the port of the pool
	 * @param held bytes of live objects on its heap
	 * @param pending bytes that the pool says are pending
	 * @param received bytes that the pool has received
	 * @param busy its busy acceptors
	 */
	record Report(int port, long held, long pending, long received, int busy) {

	}

}
