package io.netpool.tcp.autoconfigure.tls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Checks certificate files at a fixed interval, on one daemon thread for all pools. A
 * check that throws, an {@link Error} too, is logged and does not end the watch.
 * <p>
 * Files are watched as soon as a pool is created. As a {@link SmartLifecycle}, it has no
 * thread while the application context is stopped, and goes on when that is started
 * again: after a checkpoint and restore, a certificate that was renewed meanwhile is
 * reloaded after the interval.
 */
public final class CertificateFileWatcher implements SmartLifecycle, AutoCloseable {

	private final List<Watch> watches = new ArrayList<>();

	private @Nullable SimpleAsyncTaskScheduler scheduler;

	private boolean running = true;

	synchronized void watch(FileChangeDetector files, Duration interval, Runnable onChange) {
		Watch watch = new Watch(files, interval, onChange);
		this.watches.add(watch);
		if (this.running) {
			schedule(watch);
		}
	}

	private void schedule(Watch watch) {
		SimpleAsyncTaskScheduler current = this.scheduler;
		if (current == null) {
			current = new SimpleAsyncTaskScheduler();
			current.setThreadNamePrefix("netpool-certificates-");
			current.setDaemon(true);
			this.scheduler = current;
		}
		current.scheduleWithFixedDelay(() -> watch.files().check(watch.onChange()), watch.interval());
	}

	@Override
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.watches.forEach(this::schedule);
		}
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		SimpleAsyncTaskScheduler current = this.scheduler;
		this.scheduler = null;
		if (current != null) {
			current.close();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public void close() {
		stop();
	}

	/**
	 * A check at an interval.
	 *
	 * @param files the files to check
	 * @param interval the interval
	 * @param onChange called when one has changed
	 */
	private record Watch(FileChangeDetector files, Duration interval, Runnable onChange) {

	}

}
