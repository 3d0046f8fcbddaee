package io.netpool.sample.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each dependency that the documentation shows for Maven is shown for Gradle, too.
 */
class DocumentedDependenciesTests {

	private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.+)</artifactId>");

	@ParameterizedTest
	@MethodSource("dependencies")
	void aDependencyForMavenIsShownForGradle(Block maven) {
		List<String> gradle = new Page(maven.page()).blocks()
			.stream()
			.filter((block) -> block.language().equals("kotlin"))
			.map(Block::text)
			.toList();
		assertThat(ARTIFACT.matcher(maven.text()).results().map((artifact) -> artifact.group(1)).toList())
			.allSatisfy((artifact) -> assertThat(gradle).anyMatch((text) -> text.contains(":" + artifact)));
	}

	static Stream<Block> dependencies() {
		return Page.allBlocks("xml").filter((block) -> block.text().contains("<dependency>"));
	}

}
