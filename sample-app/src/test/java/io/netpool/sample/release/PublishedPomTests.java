package io.netpool.sample.release;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The POMs of a release have what a public repository asks of them, as far as this
 * project knows it, and the BOM has all artifacts of a release.
 */
class PublishedPomTests {

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

	@ParameterizedTest
	@MethodSource("published")
	void eachPomHasANameAndADescription(Pom pom) {
		assertThat(pom.texts("/project/name")).hasSize(1).doesNotContain("");
		assertThat(pom.texts("/project/description")).hasSize(1).doesNotContain("");
	}

	@ParameterizedTest
	@MethodSource("published")
	void eachPomHasALicenseAndDevelopersOrInheritsThem(Pom pom) {
		Pom source = pom.hasParent() ? Pom.root() : pom;
		assertThat(source.texts("/project/licenses/license/name")).containsExactly("Apache License, Version 2.0");
		assertThat(source.texts("/project/licenses/license/url")).hasSize(1);
		assertThat(source.texts("/project/developers/developer/name")).isNotEmpty();
	}

	static List<Pom> published() {
		return Pom.published();
	}

}
