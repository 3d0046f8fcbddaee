package io.netpool.sample.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation links to in this project is there.
 */
class DocumentedLinksTests {

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");

	@ParameterizedTest
	@MethodSource("pages")
	void eachLinkLeadsSomewhere(Page page) {
		for (String line : page.lines()) {
			Matcher link = LINK.matcher(line);
			while (link.find()) {
				Path target = link.group(1).isEmpty() ? page.file() : page.file().resolveSibling(link.group(1));
				assertThat(Files.exists(target)).as(link.group()).isTrue();
				if (link.group(2) != null) {
					assertThat(new Page(target).lines().stream().filter((other) -> other.startsWith("#")))
						.as(link.group())
						.anyMatch((heading) -> anchor(heading).equals(link.group(2)));
				}
			}
		}
	}

	/**
	 * What a heading is called in links: lower case, words joined, nothing else.
	 */
	private static String anchor(String heading) {
		return heading.replaceFirst("#+ ", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N} -]", "")
			.replace(' ', '-');
	}

	static Stream<Page> pages() {
		return Stream.concat(Page.all(),
				Stream.of("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md").map(Page.ROOT::resolve).map(Page::new));
	}

}
