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
 * Sends a snapshot of the pools to all open pages once a second. A fixed number of
 * threads serves any number of pages; without pages there is no timer, and the threads
 * end after a while.
 * <p>
 * As a {@link SmartLifecycle} in the default phase, it is stopped before the web server,
 * whose graceful shutdown would otherwise wait for the requests of the open pages.
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
	 * Open a page. Called on the thread of the request.
	 * @return the emitter, which sends a snapshot immediately and then every second;
	 * already completed if the application is stopping
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
	 * Completes the requests of all pages. The request of a page that does not read ends
	 * when writing to it times out.
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
