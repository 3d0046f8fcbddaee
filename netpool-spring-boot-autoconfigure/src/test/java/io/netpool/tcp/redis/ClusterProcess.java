package io.netpool.tcp.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.TestClient;
import org.awaitility.Awaitility;

/**
 * A {@link ClusterInstance} in a JVM of its own, which can be killed and paused.
 */
public final class ClusterProcess implements AutoCloseable {

	private static final String STARTED = "started ";

	private final Process process;

	private final Path log;

	private final String id;

	private final int port;

	ClusterProcess(Path log, int redisPort, String... settings) throws IOException {
		this.log = log;
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						ClusterProcess.class.getName(), "" + redisPort));
		command.addAll(List.of(settings));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		String[] started = Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(this::findStarted, Optional::isPresent)
			.orElseThrow();
		this.id = started[0];
		this.port = Integer.parseInt(started[1]);
	}

	/**
	 * Serves until its input ends. A client learns what it has dropped by "late".
	 */
	public static void main(String[] args) throws IOException {
		String[] settings = List.of(args).subList(1, args.length).toArray(new String[0]);
		try (ClusterInstance instance = ClusterInstance.start(Integer.parseInt(args[0]), settings)) {
			System.out.println(STARTED + instance.cluster().instance() + " " + instance.port() + " .");
			System.in.transferTo(System.out);
		}
	}

	private Optional<String[]> findStarted() throws IOException {
		return Files.readString(this.log)
			.lines()
			.filter((line) -> line.startsWith(STARTED) && line.endsWith("."))
			.map((line) -> line.substring(STARTED.length()).split(" "))
			.findFirst();
	}

	/**
	 * Returns the id of the instance.
	 */
	String id() {
		return this.id;
	}

	TestClient connect() {
		return TestClient.connect(this.port);
	}

	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Lets it stand still. Each of its threads stops when it next enters or leaves the
	 * kernel, which is waited for where the system tells it.
	 */
	void pause() throws IOException {
		signal("-STOP");
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(this::isStandingStill);
	}

	private boolean isStandingStill() throws IOException {
		Path threads = Path.of("/proc/" + this.process.pid() + "/task");
		if (!Files.exists(threads)) {
			return true;
		}
		try (Stream<Path> all = Files.list(threads)) {
			return all.allMatch(ClusterProcess::isStopped);
		}
	}

	private static boolean isStopped(Path thread) {
		try {
			// the state follows the name, which is in parentheses
			String status = Files.readString(thread.resolve("stat"));
			return status.charAt(status.lastIndexOf(')') + 2) == 'T';
		}
		catch (IOException ex) {
			// it has ended
			return true;
		}
	}

	void resume() throws IOException {
		signal("-CONT");
	}

	private void signal(String signal) throws IOException {
		new ProcessBuilder("kill", signal, "" + this.process.pid()).start().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

}
