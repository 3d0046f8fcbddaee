package io.netpool.sample.docs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code of a page.
 *
 * @param page where it is
 * @param line where it begins
 * @param heading the heading it stands under
 * @param lead the line of text before it
 * @param language what it is said to be
 * @param text what it holds
 */
record Block(Path page, int line, String heading, String lead, String language, String text) {

	private static final Pattern LINK_TO_FILE = Pattern.compile("\\]\\(([^)]+\\.(?:java|kt|yml))\\)");

	/**
	 * The file that it quotes: the one that the line before it links to.
	 */
	Optional<Path> quoted() {
		Matcher link = LINK_TO_FILE.matcher(this.lead);
		return link.find() ? Optional.of(this.page.resolveSibling(link.group(1)).normalize()) : Optional.empty();
	}

	@Override
	public String toString() {
		return this.page.getFileName() + ":" + this.line;
	}

}
