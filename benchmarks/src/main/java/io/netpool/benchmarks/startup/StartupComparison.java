package io.netpool.benchmarks.startup;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Starts an application without a TCP server, with one of plain Netty and with netpool in
 * turns, each in a JVM of its own, and prints medians; from Java 25 on, also with an AOT
 * cache of each.
 *
 * @since 0.1.0
 */
public final class StartupComparison {

	private static final int FIRST_WITH_CACHE = 25;

	private static final List<String> OF_PEERS = List.of("reactor", "lettuce", "redis", "spring-data",
			"spring-integration", "vertx", "netty-codec-http", "netty-codec-compression", "netty-codec-socks",
			"netty-codec-dns", "netty-codec-classes-quic", "netty-handler-proxy", "netty-resolver-dns",
			"netty-tcnative", "fasterxml", "jmh");

	private final Path directory;

	private final int rounds;

	private StartupComparison(Path directory, int rounds) {
		this.directory = directory;
		this.rounds = rounds;
	}

	/**
	 * Runs the comparison.
	 * @param arguments the number of starts of each application
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory("startup");
		try {
			compare(new StartupComparison(directory, Integer.parseInt(arguments[0])));
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private static void compare(StartupComparison comparison) throws IOException, InterruptedException {
		System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
				+ " processors, medians of " + comparison.rounds + " starts");
		System.out.println("| application | start, ms | processor time of its thread, ms | classes |");
		System.out.println("|---|--:|--:|--:|");
		comparison.compare("", false);
		if (Runtime.version().feature() >= FIRST_WITH_CACHE) {
			comparison.compare(", AOT cache", true);
		}
	}

	private void compare(String suffix, boolean cached) throws IOException, InterruptedException {
		List<Starts> all = new ArrayList<>();
		for (Application application : Application.values()) {
			String classPath = classPath(application);
			List<String> options = cached ? train(application.name(), classPath) : List.of();
			all.add(new Starts(application + suffix, command(classPath, options), new ArrayList<>()));
		}
		// the first start of each does not count: its files are not in memory yet
		for (int i = 0; i <= this.rounds; i++) {
			for (Starts starts : all) {
				long[] start = start(starts.command());
				if (i > 0) {
					starts.figures().add(start);
				}
			}
		}
		all.forEach((starts) -> print(starts.name(), starts.figures()));
	}

	private static void print(String name, List<long[]> starts) {
		System.out.println(
				"| " + name + " | " + median(starts, 0) + " | " + median(starts, 1) + " | " + median(starts, 2) + " |");
	}

	private static long median(List<long[]> starts, int column) {
		long[] values = starts.stream().mapToLong((start) -> start[column]).sorted().toArray();
		return values[values.length / 2];
	}

	/**
	 * Returns this class path without what an application does not use.
	 */
	private static String classPath(Application application) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((element) -> OF_PEERS.stream().noneMatch(element::contains))
			.filter((element) -> application.missing.stream().noneMatch(element::contains))
			.map(StartupComparison::packaged)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Replaces a module's directory of classes by its jar: an AOT cache holds only
	 * classes from jars.
	 */
	private static String packaged(String element) {
		Path path = Path.of(element);
		if (!Files.isDirectory(path)) {
			return element;
		}
		try (Stream<Path> built = Files.list(path.resolveSibling("."))) {
			return built.filter((file) -> file.toString().matches(".*[0-9](-SNAPSHOT)?\\.jar"))
				.findFirst()
				.map((jar) -> jar.normalize().toString())
				.orElse(element);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> train(String name, String classPath) throws IOException, InterruptedException {
		Path cache = this.directory.resolve(name + ".aot");
		start(command(classPath, List.of("-XX:AOTCacheOutput=" + cache)));
		if (!Files.exists(cache)) {
			throw new IllegalStateException("There is no AOT cache after the training run");
		}
		return List.of("-XX:AOTCache=" + cache);
	}

	private static List<String> command(String classPath, List<String> options) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, StartedApplication.class.getName()));
		return command;
	}

	private static long[] start(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
			List<String> lines = output.lines().toList();
			process.waitFor();
			return lines.stream()
				.filter((line) -> line.startsWith("started "))
				.map((line) -> Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray())
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The application did not start: " + lines));
		}
	}

	/**
	 * Command of an application and the figures of its starts.
	 */
	private record Starts(String name, List<String> command, List<long[]> figures) {

	}

	/**
	 * Applications under comparison.
	 */
	private enum Application {

		WITHOUT("without netpool", "netpool-spring-boot", "netty-", "spring-boot-netty"),

		NETTY("with a server of Netty alone", "netpool-spring-boot"),

		NETPOOL("with netpool");

		private final String title;

		private final List<String> missing;

		Application(String title, String... missing) {
			this.title = title;
			this.missing = List.of(missing);
		}

		@Override
		public String toString() {
			return this.title;
		}

	}

}
