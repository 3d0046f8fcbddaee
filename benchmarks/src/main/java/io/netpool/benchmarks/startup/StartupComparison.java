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
 * Starts an application with and without netpool in turns, each in a JVM of its own, and
 * prints medians. From Java 25 on, it does the same with an AOT cache of each.
 *
 * @since 0.1.0
 */
public final class StartupComparison {

	private static final int FIRST_WITH_CACHE = 25;

	private static final List<String> OF_PEERS = List.of("reactor", "lettuce", "redis", "spring-data",
			"spring-integration", "vertx", "netty-codec-http", "netty-codec-compression", "fasterxml", "jmh");

	private final Path directory;

	private final int rounds;

	private StartupComparison(Path directory, int rounds) {
		this.directory = directory;
		this.rounds = rounds;
	}

	/**
	 * Compares.
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
		String with = classPath(true);
		String without = classPath(false);
		List<String> optionsWith = cached ? train("with", with) : List.of();
		List<String> optionsWithout = cached ? train("without", without) : List.of();
		List<long[]> ofWith = new ArrayList<>();
		List<long[]> ofWithout = new ArrayList<>();
		// the first of each finds files that are not in memory
		for (int i = 0; i <= this.rounds; i++) {
			long[] first = start(without, optionsWithout);
			long[] second = start(with, optionsWith);
			if (i > 0) {
				ofWithout.add(first);
				ofWith.add(second);
			}
		}
		print("without netpool" + suffix, ofWithout);
		print("with netpool" + suffix, ofWith);
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
	 * This class path, or that of an application without netpool and what it brings.
	 */
	private static String classPath(boolean netpool) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((element) -> isOfApplication(element, netpool))
			.map(StartupComparison::packaged)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * A cache holds classes of jars only: in place of a module's directory of classes,
	 * its jar.
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

	private static boolean isOfApplication(String element, boolean netpool) {
		return !isOfPeers(element) && (netpool || !isOfNetpool(element));
	}

	private static boolean isOfNetpool(String element) {
		return element.contains("netpool-spring-boot") || element.contains("netty-")
				|| element.contains("spring-boot-netty");
	}

	/**
	 * Whether only the peers of other benchmarks need it.
	 */
	private static boolean isOfPeers(String element) {
		return OF_PEERS.stream().anyMatch(element::contains);
	}

	private List<String> train(String name, String classPath) throws IOException, InterruptedException {
		Path cache = this.directory.resolve(name + ".aot");
		start(classPath, List.of("-XX:AOTCacheOutput=" + cache));
		if (!Files.exists(cache)) {
			throw new IllegalStateException("There is no AOT cache after the training run");
		}
		return List.of("-XX:AOTCache=" + cache);
	}

	private static long[] start(String classPath, List<String> options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, StartedApplication.class.getName()));
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

}
