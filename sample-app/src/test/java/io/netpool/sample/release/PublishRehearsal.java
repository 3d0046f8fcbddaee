package io.netpool.sample.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Publishes a release to a server on the loopback interface in place of Maven Central,
 * signed with a key that is generated for it, and checks what the server receives. Run by
 * {@code .ci/run} in the directory of this module.
 */
public final class PublishRehearsal {

	private static final String ADDRESS = "https://git.example.com/netpool/netpool";

	private static final String SETTINGS = """
			<settings>
				<servers>
					<server>
						<id>central</id>
						<username>nobody</username>
						<password>nothing</password>
					</server>
				</servers>
			</settings>
			""";

	private final Path directory;

	private final Path bundle;

	private PublishRehearsal(Path directory) {
		this.directory = directory;
		this.bundle = directory.resolve("bundle");
	}

	/**
	 * Runs Maven, and exits with 1 if the release does not meet the requirements.
	 * @param args an empty directory for what this class creates, and Maven's command
	 */
	public static void main(String[] args) throws Exception {
		List<String> violations = new PublishRehearsal(Path.of(args[0])).publish(List.of(args).subList(1, args.length));
		violations.forEach(System.err::println);
		System.exit(violations.isEmpty() ? 0 : 1);
	}

	private List<String> publish(List<String> maven) throws Exception {
		HttpServer central = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		central.createContext("/api/v1/publisher/upload", this::receive);
		central.start();
		try {
			run("gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "rehearsal@example.com",
					"rsa3072", "sign", "1d");
			Files.createDirectory(this.bundle);
			Path settings = Files.writeString(this.directory.resolve("settings.xml"), SETTINGS);
			List<String> command = new ArrayList<>(maven);
			Path own = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
			if (Files.exists(own)) {
				// Its mirrors and proxies still count, its token for Maven Central does
				// not
				command.addAll(List.of("--global-settings", own.toString()));
			}
			command.addAll(List.of("--settings", settings.toString(), "-Dproject.address=" + ADDRESS,
					"-DcentralBaseUrl=http://localhost:" + central.getAddress().getPort(), "-DwaitUntil=uploaded"));
			if (run(command.toArray(String[]::new)) != 0) {
				return List.of("Maven failed");
			}
			List<String> violations = new ArrayList<>(CentralRequirements.violations(this.bundle, this::verify));
			if (!artifacts().equals(published())) {
				violations.add("Published are " + artifacts() + " in place of " + published());
			}
			return violations;
		}
		finally {
			central.stop(0);
			run("gpgconf", "--kill", "all");
		}
	}

	private void receive(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		int start = new String(body, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
		unpack(new ByteArrayInputStream(body, start, body.length - start));
		byte[] deployment = "rehearsal".getBytes(StandardCharsets.US_ASCII);
		exchange.sendResponseHeaders(201, deployment.length);
		exchange.getResponseBody().write(deployment);
		exchange.close();
	}

	private void unpack(InputStream file) throws IOException {
		ZipInputStream zip = new ZipInputStream(file);
		for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
			Path target = this.bundle.resolve(entry.getName());
			if (!entry.isDirectory()) {
				Files.createDirectories(target.getParent());
				Files.copy(zip, target);
			}
		}
	}

	private boolean verify(Path file, Path signature) {
		return run("gpg", "--batch", "--quiet", "--no-auto-check-trustdb", "--verify", signature.toString(),
				file.toString()) == 0;
	}

	private int run(String... command) {
		try {
			ProcessBuilder process = new ProcessBuilder(command).inheritIO();
			process.environment().put("GNUPGHOME", this.directory.toString());
			if (command[0].startsWith("gpg")) {
				process.redirectError(ProcessBuilder.Redirect.DISCARD);
			}
			return process.start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private TreeSet<String> artifacts() throws IOException {
		try (var files = Files.walk(this.bundle)) {
			return files.filter((file) -> file.toString().endsWith(".pom"))
				.map((file) -> Pom.read(file).artifactId())
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	private static TreeSet<String> published() {
		return Pom.published().stream().map(Pom::artifactId).collect(Collectors.toCollection(TreeSet::new));
	}

}
