package io.netpool.tcp.autoconfigure.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileChangeDetectorTests {

	@TempDir
	private Path directory;

	private Path certificate;

	private Path key;

	private FileChangeDetector detector;

	private final AtomicInteger changes = new AtomicInteger();

	@BeforeEach
	void writeFiles() throws IOException {
		this.certificate = Files.writeString(this.directory.resolve("server.pem"), "first");
		this.key = Files.writeString(this.directory.resolve("server.key"), "first");
		this.detector = new FileChangeDetector(
				List.of(new FileSystemResource(this.certificate), new FileSystemResource(this.key)));
	}

	private int changesAfterCheck() {
		this.detector.check(this.changes::incrementAndGet);
		return this.changes.get();
	}

	@Test
	void unchangedFilesAreNotReported() throws IOException {
		Files.setLastModifiedTime(this.key, FileTime.fromMillis(0));
		assertThat(changesAfterCheck()).isZero();
		assertThat(changesAfterCheck()).isZero();
	}

	@Test
	void aChangeIsReportedOnceByTheSecondCheckThatFindsIt() throws IOException {
		Files.writeString(this.key, "other");
		assertThat(changesAfterCheck()).isZero();
		assertThat(changesAfterCheck()).isOne();
		assertThat(changesAfterCheck()).isOne();
	}

	@Test
	void filesThatStillChangeAreNotReported() throws IOException {
		Files.writeString(this.certificate, "other");
		assertThat(changesAfterCheck()).isZero();
		Files.writeString(this.key, "other");
		assertThat(changesAfterCheck()).isZero();
		assertThat(changesAfterCheck()).isOne();
	}

	@Test
	void aChangeThatIsRevertedIsNotReported() throws IOException {
		Files.writeString(this.key, "other");
		assertThat(changesAfterCheck()).isZero();
		Files.writeString(this.key, "first");
		assertThat(changesAfterCheck()).isZero();
		assertThat(changesAfterCheck()).isZero();
	}

	@Test
	void aDeletedFileIsAChange() throws IOException {
		Files.delete(this.key);
		assertThat(changesAfterCheck()).isZero();
		assertThat(changesAfterCheck()).isOne();
	}

	@Test
	void aChangeWhoseReloadFailsIsNotReportedAgain() throws IOException {
		Files.writeString(this.key, "other");
		assertThat(changesAfterCheck()).isZero();
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.detector.check(() -> {
			throw new OutOfMemoryError();
		}));
		assertThat(changesAfterCheck()).isZero();
	}

}
