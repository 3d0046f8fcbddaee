package io.netpool.sample.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java of the documentation compiles: by itself, or where it stands in a file that
 * the line before it links to. Kotlin and settings stand in the file that they are quoted
 * from.
 */
class DocumentedCodeTests {

	@TempDir
	private Path output;

	@ParameterizedTest
	@MethodSource("quotes")
	void whatIsQuotedStandsInItsFile(Block block) throws IOException {
		String file = Files.readString(block.quoted().orElseThrow());
		assertThat(unindented(file)).contains(unindented(block.text()));
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void whatIsNotQuotedCompiles(Block block) throws IOException {
		assertThat(new Snippet(block.text()).compile(this.output)).isEmpty();
	}

	private static String unindented(String code) {
		return code.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

	static Stream<Block> quotes() {
		return Stream.of("java", "kotlin", "yaml")
			.flatMap(Page::allBlocks)
			.filter((block) -> block.quoted().isPresent());
	}

	static Stream<Block> snippets() {
		return Page.allBlocks("java").filter((block) -> block.quoted().isEmpty());
	}

}
