package io.netpool.sample.release;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The BOM has all artifacts of a release, and publishes in the same way as the parent,
 * which it does not have. What else a public repository requires is checked on a
 * published release, by {@link PublishRehearsal}.
 */
class PublishedPomTests {

	private static final String PUBLISH = "/project/profiles/profile[id = 'publish']";

	@Test
	void theBomHasEachReleasedJar() {
		List<String> jars = Pom.published()
			.stream()
			.filter((pom) -> !pom.texts("/project/packaging").contains("pom"))
			.map(Pom::artifactId)
			.toList();
		assertThat(Pom.bom().texts("//dependencyManagement//artifactId")).containsExactlyInAnyOrderElementsOf(jars);
	}

	@Test
	void theBomHasTheVersionOfTheRelease() {
		assertThat(Pom.bom().texts("/project/version")).isEqualTo(Pom.root().texts("/project/version"));
		assertThat(Pom.bom().texts("//dependencyManagement//version")).containsOnly("${project.version}");
	}

	@Test
	void theBomManagesVersionsOfNetpoolOnly() {
		assertThat(Pom.bom().hasParent()).isFalse();
		assertThat(Pom.bom().texts("//dependencyManagement//groupId")).containsOnly("io.netpool");
	}

	@Test
	void eachOtherModuleIsExcludedFromPublishing() {
		assertThat(Pom.root().texts(PUBLISH + "//excludeArtifact"))
			.containsExactlyInAnyOrderElementsOf(Pom.unpublished().stream().map(Pom::artifactId).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "flatten-maven-plugin", "maven-gpg-plugin", "central-publishing-maven-plugin" })
	void theBomIsPublishedWithTheSamePlugins(String plugin) {
		String version = PUBLISH + "//plugin[artifactId = '" + plugin + "']/version";
		assertThat(Pom.root().texts(version)).containsExactly("${" + plugin + ".version}");
		assertThat(Pom.bom().texts(version)).hasSize(1)
			.isEqualTo(Pom.root().texts("/project/properties/" + plugin + ".version"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "url", "licenses", "developers", "scm", "issueManagement", "inceptionYear" })
	void theBomHasTheMetadataOfTheParent(String element) {
		assertThat(Pom.bom().texts("/project/" + element)).hasSize(1)
			.isEqualTo(Pom.root().texts("/project/" + element));
	}

	/**
	 * Whoever publishes gives the address.
	 */
	@Test
	void noAddressIsWrittenDown() {
		assertThat(Pom.root().texts("/project/properties/project.address")).containsExactly("");
		assertThat(Pom.root().texts("/project/url | /project/scm/* | /project/issueManagement/url")).hasSize(5)
			.allMatch((text) -> text.contains("${project.address}"));
	}

}
