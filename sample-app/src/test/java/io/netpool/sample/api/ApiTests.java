package io.netpool.sample.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What netpool's jars offer is what was last agreed to: a change of it is made knowingly,
 * and seen in review.
 */
class ApiTests {

	private static final Path RECORDED = Path.of("src", "test", "resources", "api.txt");

	private static final Path FOUND = Path.of("target", "api.txt");

	@Test
	void whatIsPublicIsWhatIsRecorded() throws IOException {
		Files.write(FOUND, PublicApi.lines());
		assertThat(FOUND)
			.as("what is public; where it was meant to change, copy sample-app/%s to sample-app/%s", FOUND, RECORDED)
			.hasSameTextualContentAs(RECORDED);
	}

}
