package io.netpool.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Processor affinity: servers run on one processor and the load generator on another, so
 * that neither takes processor time from the other.
 *
 * @param isPossible whether this machine has two processors and {@code taskset}
 */
record Pinning(boolean isPossible) {

	private static final String SERVERS = "0";

	private static final String GENERATOR = "1";

	/**
	 * Pins this process, which is the load generator, if that is possible.
	 */
	static Pinning ofThisProcess() throws IOException {
		String self = Long.toString(ProcessHandle.current().pid());
		return new Pinning(
				succeeds("taskset", "-c", SERVERS, "true") && succeeds("taskset", "-a", "-c", "-p", GENERATOR, self));
	}

	/**
	 * Returns whether a command exists and exits with status 0 within ten seconds.
	 */
	static boolean succeeds(String... command) throws IOException {
		Process process;
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			// the program does not exist
			return false;
		}
		try {
			return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while " + command[0] + " ran", ex);
		}
		finally {
			process.destroy();
		}
	}

	/**
	 * Returns the command that runs a server on the servers' processor, or the unchanged
	 * command if pinning is not possible.
	 */
	List<String> server(List<String> command) {
		List<String> pinned = new ArrayList<>();
		if (this.isPossible) {
			pinned.addAll(List.of("taskset", "-c", SERVERS));
		}
		pinned.addAll(command);
		return pinned;
	}

	@Override
	public String toString() {
		return this.isPossible ? "servers on processor " + SERVERS + ", load generator on processor " + GENERATOR
				: "nothing pinned to a processor";
	}

}
