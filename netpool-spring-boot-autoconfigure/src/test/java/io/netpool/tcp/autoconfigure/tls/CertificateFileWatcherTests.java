package io.netpool.tcp.autoconfigure.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CertificateFileWatcherTests {

	@TempDir
	private Path directory;

	@Test
	void anErrorIsLoggedAndDoesNotEndTheWatch(CapturedOutput output) throws Exception {
		Path file = write("first");
		BlockingQueue<Thread> reports = new LinkedBlockingQueue<>();
		try (CertificateFileWatcher watcher = new CertificateFileWatcher()) {
			watcher.watch(new FileChangeDetector(List.of(new FileSystemResource(file))), Duration.ofMillis(5), () -> {
				reports.add(Thread.currentThread());
				throw new OutOfMemoryError("for a test");
			});
			write("second");
			Thread first = reports.poll(10, TimeUnit.SECONDS);
			write("third");
			assertThat(reports.poll(10, TimeUnit.SECONDS)).isNotNull().isSameAs(first);
			assertThat(first.isDaemon()).isTrue();
			assertThat(output).contains("OutOfMemoryError: for a test");
		}
	}

	@Test
	void whatChangesWhileItIsStoppedIsReportedWhenItIsStarted() throws Exception {
		Path file = write("first");
		BlockingQueue<Thread> reports = new LinkedBlockingQueue<>();
		try (CertificateFileWatcher watcher = new CertificateFileWatcher()) {
			watcher.watch(new FileChangeDetector(List.of(new FileSystemResource(file))), Duration.ofMillis(5),
					() -> reports.add(Thread.currentThread()));
			write("second");
			Thread first = reports.poll(10, TimeUnit.SECONDS);
			watcher.stop();
			first.join(10_000);
			assertThat(first.isAlive()).isFalse();
			write("third");
			watcher.start();
			assertThat(reports.poll(10, TimeUnit.SECONDS)).isNotNull().isNotSameAs(first);
		}
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.directory.resolve("server.pem"), content);
	}

}
