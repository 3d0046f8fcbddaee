package io.netpool.tcp.autoconfigure.tls;

import java.time.Duration;

import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Checks certificate files at a fixed interval, on one daemon thread for all pools. A
 * check that throws, an {@link Error} too, is logged and does not end the watch.
 */
public final class CertificateFileWatcher implements AutoCloseable {

	private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();

	public CertificateFileWatcher() {
		this.scheduler.setThreadNamePrefix("netpool-certificates-");
		this.scheduler.setDaemon(true);
	}

	void watch(FileChangeDetector files, Duration interval, Runnable onChange) {
		this.scheduler.scheduleWithFixedDelay(() -> files.check(onChange), interval);
	}

	@Override
	public void close() {
		this.scheduler.close();
	}

}
