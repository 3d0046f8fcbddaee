package io.netpool.sample.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.sample.chat.SampleProcess;
import org.awaitility.Awaitility;

/**
 * The sample in a JVM of its own, whose heap is small and touched from the beginning.
 */
final class SoakedSample implements AutoCloseable {

	private static final Pattern WEB = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern VALUE = Pattern.compile("\"value\":([0-9.E]+)");

	private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private static final String CONNECTION = "io.netpool.tcp.server.ServedConnection";

	private final HttpClient client = HttpClient.newHttpClient();

	private final Path log;

	private final SampleProcess process;

	/**
	 * Start the sample.
	 * @param log its log
	 * @param patience seconds that a client may be idle: more than one that is not idle
	 * takes on a busy machine
	 */
	SoakedSample(Path log, int patience) throws IOException {
		this.log = log;
		this.process = new SampleProcess(log, "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch",
				"-XX:+ExitOnOutOfMemoryError", "-XX:SoftRefLRUPolicyMSPerMB=0",
				"-Dio.netty.leakDetection.level=paranoid", "-cp", System.getProperty("java.class.path"),
				SoakedApplication.class.getName(), "--spring.profiles.active=tls", "--netpool.tcp.ssl.enabled=false",
				"--netpool.tcp.handler.threads=8", "--netpool.tcp.acceptors=16384",
				"--netpool.tcp.timeout.first-message=" + patience, "--netpool.tcp.timeout.frame=" + patience / 2,
				"--netpool.tcp.timeout.idle=" + patience, "--netpool.tcp.timeout.write=" + patience / 2,
				"--netpool.tcp.pools.secure.port=0", "--netpool.tcp.pools.secure.ssl.enabled=true");
	}

	/**
	 * Wait until a pool listens.
	 * @return its port
	 */
	int port(String pool) {
		return find(Pattern.compile("Pool '" + pool + "' listens on \\[.*:(\\d+)]"));
	}

	private int find(Pattern pattern) {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> pattern.matcher(this.process.output()).results().mapToInt(SoakedSample::number).findFirst(),
					OptionalInt::isPresent)
			.getAsInt();
	}

	private static int number(MatchResult result) {
		return Integer.parseInt(result.group(1));
	}

	/**
	 * Wait until no client has an acceptor.
	 */
	void awaitCalm() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> meter("netpool.tcp.acceptors?tag=state:busy") == 0);
	}

	private double meter(String name) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + find(WEB) + "/actuator/metrics/" + name);
		String body = this.client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
		return VALUE.matcher(body).results().mapToDouble((value) -> Double.parseDouble(value.group(1))).sum();
	}

	/**
	 * Measure what it holds, after its garbage was collected.
	 */
	Vitals measure() throws IOException, InterruptedException {
		Path proc = Path.of("/proc", String.valueOf(this.process.pid()));
		long heap = first(TOTAL, this.process.ask("GC.class_histogram"));
		long threads = this.process.ask("Thread.print").lines().filter((line) -> line.startsWith("\"")).count();
		long resident = 1024 * first(RESIDENT, Files.readString(proc.resolve("status")));
		long connections = this.process.count(CONNECTION) + (long) meter("netpool.tcp.connections.active");
		return new Vitals(heap, resident, threads, count(proc.resolve("fd")), connections, Files.size(this.log));
	}

	private static long first(Pattern pattern, String text) {
		return pattern.matcher(text)
			.results()
			.mapToLong((result) -> Long.parseLong(result.group(1)))
			.findFirst()
			.orElseThrow();
	}

	private static long count(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.count();
		}
	}

	String output() {
		return this.process.output();
	}

	void stop() throws InterruptedException {
		this.process.stops();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
