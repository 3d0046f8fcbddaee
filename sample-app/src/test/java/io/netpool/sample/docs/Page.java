package io.netpool.sample.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation, as its Markdown has it.
 *
 * @param file where it is
 */
record Page(Path file) {

	private static final String FENCE = "```";

	static final Path ROOT = Path.of("..");

	/**
	 * The README and what is in {@code docs}.
	 */
	static Stream<Page> all() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			List<Path> pages = docs.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages.stream()).map(Page::new);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Stream<Block> allBlocks(String language) {
		return all().flatMap((page) -> page.blocks().stream()).filter((block) -> block.language().equals(language));
	}

	List<String> lines() {
		try {
			return Files.readAllLines(this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<Block> blocks() {
		List<Block> blocks = new ArrayList<>();
		String heading = "";
		String lead = "";
		int number = 0;
		Iterator<String> lines = lines().iterator();
		while (lines.hasNext()) {
			String line = lines.next();
			number++;
			if (line.startsWith(FENCE)) {
				List<String> text = new ArrayList<>();
				for (String next = lines.next(); !next.equals(FENCE); next = lines.next()) {
					text.add(next);
				}
				blocks.add(new Block(this.file, number, heading, lead, line.substring(FENCE.length()),
						String.join("\n", text)));
				number += text.size() + 1;
			}
			else if (line.startsWith("#")) {
				heading = line.replaceFirst("#+ ", "");
			}
			lead = line.isBlank() ? lead : line;
		}
		return blocks;
	}

	@Override
	public String toString() {
		return this.file.getFileName().toString();
	}

}
