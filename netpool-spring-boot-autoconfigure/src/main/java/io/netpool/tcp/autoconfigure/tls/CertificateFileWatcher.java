package io.netpool.tcp.autoconfigure.tls;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of certificates once in a while, on a thread of its own that is
 * there as soon as there are any.
 */
public final class CertificateFileWatcher implements AutoCloseable {

	private @Nullable ScheduledExecutorService executor;

	/**
	 * Look at files, every so often.
	 * @param files the files
	 * @param interval how often
	 * @param changed told when they have changed
	 */
	synchronized void watch(FileChangeDetector files, Duration interval, Runnable changed) {
		if (this.executor == null) {
			this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "netpool-certificates");
				thread.setDaemon(true);
				return thread;
			});
		}
		long nanos = interval.toNanos();
		this.executor.scheduleWithFixedDelay(() -> files.look(changed), nanos, nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public synchronized void close() {
		if (this.executor != null) {
			this.executor.shutdownNow();
		}
	}

}
