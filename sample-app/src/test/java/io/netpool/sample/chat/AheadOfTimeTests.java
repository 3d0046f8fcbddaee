package io.netpool.sample.chat;

import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample in a process of its own, with what the profile {@code aot} has found out of
 * its beans when it was built.
 */
class AheadOfTimeTests {

	@TempDir
	private Path directory;

	@Test
	void itWelcomesAnswersAndStops() throws Exception {
		Assumptions.assumeTrue(ClassUtils.isPresent(ChatApplication.class.getName() + "__ApplicationContextInitializer",
				getClass().getClassLoader()), "the profile 'aot' is not active");
		try (SampleProcess sample = new SampleProcess(this.directory.resolve("log"), "-Dspring.aot.enabled=true", "-cp",
				System.getProperty("java.class.path"), ChatApplication.class.getName())) {
			sample.chats();
			assertThat(sample.output()).contains("Starting AOT-processed ChatApplication");
			sample.stops();
		}
	}

}
