package io.netpool.sample.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bundle that meets each requirement passes, and a bundle that fails to meet one is
 * told which. The signature of a file is its content.
 */
class CentralRequirementsTests {

	private static final String POM = """
			<project>
				<groupId>io.netpool</groupId>
				<artifactId>netpool</artifactId>
				<version>1.0</version>
				<name>netpool</name>
				<description>A server</description>
				<url>https://git.example.com/netpool</url>
				<licenses>
					<license>
						<name>Apache License, Version 2.0</name>
						<url>https://www.apache.org/licenses/LICENSE-2.0</url>
					</license>
				</licenses>
				<developers>
					<developer>
						<name>The maintainers</name>
						<organization>netpool</organization>
						<organizationUrl>https://git.example.com</organizationUrl>
					</developer>
				</developers>
				<scm>
					<connection>scm:git:https://git.example.com/netpool.git</connection>
					<developerConnection>scm:git:https://git.example.com/netpool.git</developerConnection>
					<url>https://git.example.com/netpool</url>
				</scm>
				<issueManagement>
					<url>https://git.example.com/netpool/issues</url>
				</issueManagement>
				<dependencies>
					<dependency>
						<groupId>io.netty</groupId>
						<artifactId>netty-handler</artifactId>
						<version>4.2</version>
					</dependency>
				</dependencies>
			</project>
			""";

	@TempDir
	Path bundle;

	private Path directory;

	@BeforeEach
	void publish() throws IOException {
		this.directory = Files.createDirectories(this.bundle.resolve("io/netpool/netpool/1.0"));
		publish("netpool-1.0.pom", POM);
		publish("netpool-1.0.jar", "classes");
		publish("netpool-1.0-sources.jar", "sources");
		publish("netpool-1.0-javadoc.jar", "Javadoc");
	}

	@Test
	void aCompleteBundleMeetsTheRequirements() {
		assertThat(violations()).isEmpty();
	}

	@Test
	void aPomWithoutAJarNeedsNoOtherJar() throws IOException {
		publish("netpool-1.0.pom", POM.replace("<name>netpool<", "<packaging>pom</packaging><name>netpool<"));
		for (String jar : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
			for (String suffix : List.of("", ".asc", ".md5", ".sha1")) {
				Files.delete(this.directory.resolve("netpool-1.0" + jar + suffix));
			}
		}
		assertThat(violations()).isEmpty();
	}

	@Test
	void anEmptyBundleIsRefused(@TempDir Path empty) {
		assertThat(CentralRequirements.violations(empty, CentralRequirementsTests::verify))
			.containsExactly("The bundle is empty");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					<name>netpool</name>            |                              | has no name
					<name>netpool</name>            | <name> </name>               | has no name
					<description>A server<          | <description><               | has no description
					<url>https://git.example.com/netpool</url> |                   | has no scm/url
					<name>Apache License, Version 2.0</name> |                     | has no licenses/license/name
					<url>https://www.apache.org/licenses/LICENSE-2.0</url> |       | has no licenses/license/url
					<name>The maintainers</name>    |                              | has no developers/developer/name
					<organization>netpool</organization> |                         | has no developers/developer/organization
					<organizationUrl>https://git.example.com</organizationUrl> |   | has no developers/developer/organizationUrl
					<connection>scm:git:https://git.example.com/netpool.git</connection> | | has no scm/connection
					<developerConnection>scm:git:https://git.example.com/netpool.git</developerConnection> | | has no scm/developerConnection
					<url>https://git.example.com/netpool/issues</url> |            | has no issueManagement/url
					<project>                       | <project><parent><artifactId>p</artifactId></parent> | has parent
					<project>                       | <project><repositories><url>r</url></repositories> | has repositories
					<project>                       | <project><pluginRepositories><url>r</url></pluginRepositories> | has pluginRepositories
					<version>1.0</version>          | <version>1.1</version>       | has the coordinates of io/netpool/netpool/1.1
					<artifactId>netpool</artifactId> | <artifactId>other</artifactId> | has the coordinates of io/netpool/other/1.0
					<groupId>io.netpool</groupId>   | <groupId>io</groupId>        | has the coordinates of io/netpool/1.0
					<name>netpool</name>            | <name>${module}</name>       | has an unresolved property: ${module}
					<version>4.2</version>          | <version>4.2-SNAPSHOT</version> | has a snapshot: 4.2-SNAPSHOT
					<version>4.2</version>          |                              | has no version of netty-handler
					<groupId>io.netty</groupId>     | <groupId>io.netpool</groupId> | depends on netty-handler, which is not in the bundle
					""")
	void aPomIsRefused(String from, String to, String violation) throws IOException {
		assertThat(POM).contains(from);
		int last = POM.lastIndexOf(from);
		publish("netpool-1.0.pom",
				POM.substring(0, last) + ((to != null) ? to : "") + POM.substring(last + from.length()));
		assertThat(violations()).contains("io/netpool/netpool/1.0 " + violation);
	}

	@Test
	void theAddressOfTheRepositoryIsRequired() throws IOException {
		publish("netpool-1.0.pom", POM.replace("<url>https://git.example.com/netpool</url>", ""));
		assertThat(violations()).containsExactlyInAnyOrder("io/netpool/netpool/1.0 has no url",
				"io/netpool/netpool/1.0 has no scm/url");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			netpool-1.0.pom              | io/netpool/netpool/1.0 has no POM
			netpool-1.0.jar              | io/netpool/netpool/1.0 has no netpool-1.0.jar
			netpool-1.0-sources.jar      | io/netpool/netpool/1.0 has no netpool-1.0-sources.jar
			netpool-1.0-javadoc.jar      | io/netpool/netpool/1.0 has no netpool-1.0-javadoc.jar
			netpool-1.0.pom.asc          | io/netpool/netpool/1.0/netpool-1.0.pom has no signature
			netpool-1.0-sources.jar.asc  | io/netpool/netpool/1.0/netpool-1.0-sources.jar has no signature
			netpool-1.0.jar.md5          | io/netpool/netpool/1.0/netpool-1.0.jar has no MD5
			netpool-1.0-javadoc.jar.sha1 | io/netpool/netpool/1.0/netpool-1.0-javadoc.jar has no SHA-1
			""")
	void aMissingFileIsNoticed(String file, String violation) throws IOException {
		Files.delete(this.directory.resolve(file));
		assertThat(violations()).containsExactly(violation);
	}

	@Test
	void aFileThatWasChangedIsNoticed() throws IOException {
		Files.writeString(this.directory.resolve("netpool-1.0.jar"), "others");
		String jar = "io/netpool/netpool/1.0/netpool-1.0.jar";
		assertThat(violations()).containsExactlyInAnyOrder(jar + " has an invalid signature", jar + " has another MD5",
				jar + " has another SHA-1");
	}

	@ParameterizedTest
	@CsvSource({ "sha256, SHA-256", "sha512, SHA-512" })
	void anOptionalChecksumHasToBeRight(String suffix, String algorithm) throws IOException {
		Files.writeString(this.directory.resolve("netpool-1.0.jar." + suffix), "0");
		assertThat(violations()).containsExactly("io/netpool/netpool/1.0/netpool-1.0.jar has another " + algorithm);
	}

	@ParameterizedTest
	@ValueSource(strings = { "netpool-1.1.jar", "netpool-1.01.jar", "net-1.0.jar" })
	void aFileOfAnotherArtifactIsNoticed(String name) throws IOException {
		publish(name, "classes");
		assertThat(violations()).contains("io/netpool/netpool/1.0/" + name + " is not a file of netpool-1.0");
	}

	@Test
	void aSnapshotIsRefused() throws IOException {
		this.directory = Files.createDirectories(this.bundle.resolve("io/netpool/netpool/1.0-SNAPSHOT"));
		publish("netpool-1.0-SNAPSHOT.pom", POM.replace("<version>1.0<", "<version>1.0-SNAPSHOT<"));
		assertThat(violations()).contains("io/netpool/netpool/1.0-SNAPSHOT has a snapshot: 1.0-SNAPSHOT");
	}

	private List<String> violations() {
		return CentralRequirements.violations(this.bundle, CentralRequirementsTests::verify);
	}

	private void publish(String name, String content) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), content);
		Files.writeString(Path.of(file + ".asc"), content);
		Files.writeString(Path.of(file + ".md5"), CentralRequirements.digest(file, "MD5"));
		Files.writeString(Path.of(file + ".sha1"), CentralRequirements.digest(file, "SHA-1"));
	}

	private static boolean verify(Path file, Path signature) {
		try {
			return Files.mismatch(file, signature) == -1;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
