package io.netpool.sample.chat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample's executable jar, in processes of its own.
 */
class PackagedSampleIT {

	private static final String JAR = Path.of("target", "sample-app.jar").toString();

	@TempDir
	private Path directory;

	@Test
	void theJarStartsChatsAndStops() throws Exception {
		try (SampleProcess sample = new SampleProcess(this.directory.resolve("log"), "-jar", JAR)) {
			sample.chats();
			sample.stops();
		}
	}

	/**
	 * As <a href=
	 * "https://docs.spring.io/spring-boot/reference/packaging/class-data-sharing.html">
	 * Spring Boot's documentation</a> has it.
	 */
	@Test
	void itStartsWithItsClassesArchived() throws Exception {
		Path extracted = this.directory.resolve("extracted");
		try (SampleProcess extraction = new SampleProcess(this.directory.resolve("extraction"), "-Djarmode=tools",
				"-jar", JAR, "extract", "--destination", extracted.toString())) {
			extraction.endsWell();
		}
		String jar = extracted.resolve("sample-app.jar").toString();
		Path archive = this.directory.resolve("sample.jsa");
		try (SampleProcess training = new SampleProcess(this.directory.resolve("training"),
				"-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh", "-jar", jar)) {
			training.endsWell();
			assertThat(training.output()).doesNotContain("listens on");
		}
		Path classes = this.directory.resolve("classes");
		try (SampleProcess sample = new SampleProcess(this.directory.resolve("log"), "-Xshare:on",
				"-XX:SharedArchiveFile=" + archive, "-Xlog:class+load:file=" + classes, "-jar", jar)) {
			sample.chats();
			sample.stops();
		}
		assertThat(classes).content()
			.containsPattern(
					"io\\.netpool\\.tcp\\.autoconfigure\\.properties\\.PoolProperties source: shared objects file");
	}

}
