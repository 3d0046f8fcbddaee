package io.netpool.sample.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpAcceptorPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells all open pages once a second what the pools have counted. A few threads do for
 * any number of pages. Where there is no page nothing runs, and soon there is no thread.
 * <p>
 * It stops in the first of all phases, a {@link SmartLifecycle}'s own: an open page is a
 * request, and a web server that stops gracefully waits for its requests.
 */
@Component
class LiveStream implements SmartLifecycle, DisposableBean {

	private static final int THREADS = 4;

	private final List<TcpAcceptorPool> pools;

	private final ScheduledThreadPoolExecutor executor;

	private final Set<LivePage> pages = ConcurrentHashMap.newKeySet();

	private @Nullable Future<?> ticker;

	private boolean running;

	LiveStream(List<TcpAcceptorPool> pools) {
		this.pools = pools;
		CustomizableThreadFactory threadFactory = new CustomizableThreadFactory("live-");
		threadFactory.setDaemon(true);
		this.executor = new ScheduledThreadPoolExecutor(THREADS, threadFactory);
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setKeepAliveTime(10, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Open a page.
	 * @return where it gets a snapshot at once, and then one every second; ends at once
	 * when the application stops
	 */
	synchronized SseEmitter open() {
		SseEmitter emitter = new SseEmitter(0L);
		if (this.running) {
			LivePage page = new LivePage(emitter, this.executor);
			emitter.onCompletion(() -> remove(page));
			emitter.onError((ex) -> remove(page));
			add(page);
		}
		else {
			emitter.complete();
		}
		return emitter;
	}

	private void add(LivePage page) {
		this.pages.add(page);
		page.show(Snapshot.of(this.pools));
		if (this.ticker == null) {
			this.ticker = this.executor.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
		}
	}

	private void tick() {
		Snapshot snapshot = Snapshot.of(this.pools);
		this.pages.forEach((page) -> page.show(snapshot));
	}

	private synchronized void remove(LivePage page) {
		this.pages.remove(page);
		if (this.pages.isEmpty() && this.ticker != null) {
			this.ticker.cancel(false);
			this.ticker = null;
		}
	}

	synchronized boolean isTicking() {
		return this.ticker != null;
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	/**
	 * Ends all pages. Those that do not read what they were sent end when writing to them
	 * times out.
	 */
	@Override
	public synchronized void stop() {
		this.running = false;
		this.pages.forEach(LivePage::end);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		this.executor.shutdownNow();
	}

}
