package io.netpool.sample.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The requirements of Maven Central for a bundle of artifacts: coordinates, metadata,
 * sources, Javadoc, signatures and checksums. Beyond them, a POM must have
 * {@code issueManagement} and no parent, and the artifacts of netpool that it refers to
 * must be in the bundle.
 */
final class CentralRequirements {

	private static final Map<String, String> CHECKSUMS = Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256",
			".sha512", "SHA-512");

	private static final List<String> REQUIRED_CHECKSUMS = List.of(".md5", ".sha1");

	private static final List<String> METADATA = List.of("groupId", "artifactId", "version", "name", "description",
			"url", "licenses/license/name", "licenses/license/url", "developers/developer/name",
			"developers/developer/organization", "developers/developer/organizationUrl", "scm/connection",
			"scm/developerConnection", "scm/url", "issueManagement/url");

	private static final List<String> FORBIDDEN = List.of("parent", "repositories", "pluginRepositories");

	private final Path bundle;

	private final BiPredicate<Path, Path> signatures;

	private final List<String> violations = new ArrayList<>();

	private CentralRequirements(Path bundle, BiPredicate<Path, Path> signatures) {
		this.bundle = bundle;
		this.signatures = signatures;
	}

	/**
	 * Checks a bundle.
	 * @param bundle a directory with the layout of a Maven repository
	 * @param signatures whether a file, the first argument, has the signature in the
	 * second
	 * @return the requirements that are not met, empty if all are
	 */
	static List<String> violations(Path bundle, BiPredicate<Path, Path> signatures) {
		CentralRequirements requirements = new CentralRequirements(bundle, signatures);
		List<Path> files = requirements.files();
		if (files.isEmpty()) {
			requirements.violations.add("The bundle is empty");
		}
		files.stream().map(Path::getParent).distinct().forEach(requirements::checkComponent);
		files.stream().filter(CentralRequirements::isPublished).forEach(requirements::checkFile);
		return requirements.violations;
	}

	private void checkComponent(Path directory) {
		Path coordinates = this.bundle.relativize(directory);
		String version = directory.getFileName().toString();
		String artifact = directory.getParent().getFileName().toString();
		String prefix = artifact + "-" + version;
		Path pom = directory.resolve(prefix + ".pom");
		for (Path file : files()) {
			String name = file.getFileName().toString();
			if (file.getParent().equals(directory) && !name.startsWith(prefix + ".")
					&& !name.startsWith(prefix + "-")) {
				this.violations.add(this.bundle.relativize(file) + " is not a file of " + prefix);
			}
		}
		if (!Files.exists(pom)) {
			this.violations.add(coordinates + " has no POM");
			return;
		}
		checkPom(Pom.read(pom), coordinates);
		if (!Pom.read(pom).texts("/project/packaging").contains("pom")) {
			for (String jar : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
				if (!Files.exists(directory.resolve(prefix + jar))) {
					this.violations.add(coordinates + " has no " + prefix + jar);
				}
			}
		}
	}

	private void checkPom(Pom pom, Path coordinates) {
		for (String element : METADATA) {
			List<String> texts = pom.texts("/project/" + element);
			if (texts.isEmpty() || texts.contains("")) {
				this.violations.add(coordinates + " has no " + element);
			}
		}
		for (String element : FORBIDDEN) {
			if (!pom.texts("/project/" + element).isEmpty()) {
				this.violations.add(coordinates + " has " + element);
			}
		}
		String actual = String.join("/", pom.text("groupId").replace('.', '/'), pom.text("artifactId"),
				pom.text("version"));
		if (!coordinates.equals(Path.of(actual))) {
			this.violations.add(coordinates + " has the coordinates of " + actual);
		}
		pom.texts("//text()[contains(., '${')]")
			.forEach((text) -> this.violations.add(coordinates + " has an unresolved property: " + text));
		pom.texts("//version[contains(., 'SNAPSHOT')]")
			.forEach((version) -> this.violations.add(coordinates + " has a snapshot: " + version));
		pom.texts("//dependency[not(version)]/artifactId")
			.forEach((artifact) -> this.violations.add(coordinates + " has no version of " + artifact));
		pom.texts("//dependency[groupId = 'io.netpool']/artifactId").forEach((artifact) -> {
			if (!Files.exists(this.bundle.resolve(coordinates).getParent().resolveSibling(artifact))) {
				this.violations.add(coordinates + " depends on " + artifact + ", which is not in the bundle");
			}
		});
	}

	private void checkFile(Path file) {
		Path name = this.bundle.relativize(file);
		Path signature = Path.of(file + ".asc");
		if (!Files.exists(signature)) {
			this.violations.add(name + " has no signature");
		}
		else if (!this.signatures.test(file, signature)) {
			this.violations.add(name + " has an invalid signature");
		}
		CHECKSUMS.forEach((suffix, algorithm) -> {
			Path checksum = Path.of(file + suffix);
			if (Files.exists(checksum)) {
				if (!digest(file, algorithm).equals(new String(bytes(checksum)).strip())) {
					this.violations.add(name + " has another " + algorithm);
				}
			}
			else if (REQUIRED_CHECKSUMS.contains(suffix)) {
				this.violations.add(name + " has no " + algorithm);
			}
		});
	}

	private List<Path> files() {
		try (Stream<Path> files = Files.walk(this.bundle)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isPublished(Path file) {
		return Stream.concat(CHECKSUMS.keySet().stream(), Stream.of(".asc")).noneMatch(file.toString()::endsWith);
	}

	static String digest(Path file, String algorithm) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(file)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static byte[] bytes(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
