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
 * Takes a snapshot of the pools once a second, keeps those of the last two minutes, and
 * sends it to all open pages. A fixed number of threads serves any number of pages.
 * <p>
 * As a {@link SmartLifecycle} in the default phase, it is stopped before the web server,
 * whose graceful shutdown would otherwise wait for the requests of the open pages.
 */
@Component
class LiveStream implements SmartLifecycle, DisposableBean {

	private static final int THREADS = 4;

	private final List<TcpAcceptorPool> pools;

	private final MessageTimes times;

	private final ScheduledThreadPoolExecutor executor;

	private final History history = new History();

	private final Set<LivePage> pages = ConcurrentHashMap.newKeySet();

	private @Nullable Future<?> ticker;

	private boolean running;

	LiveStream(List<TcpAcceptorPool> pools, MessageTimes times) {
		this.pools = pools;
		this.times = times;
		CustomizableThreadFactory threadFactory = new CustomizableThreadFactory("live-");
		threadFactory.setDaemon(true);
		this.executor = new ScheduledThreadPoolExecutor(THREADS, threadFactory);
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setKeepAliveTime(10, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Open a page. Called on the thread of the request.
	 * @return the emitter, which sends the history immediately and then a snapshot every
	 * second; already completed if the application is stopping
	 */
	synchronized SseEmitter open() {
		SseEmitter emitter = new SseEmitter(0L);
		if (this.running) {
			LivePage page = new LivePage(emitter, this.executor);
			emitter.onCompletion(() -> remove(page));
			emitter.onError((ex) -> remove(page));
			// before the first tick, which would be sent instead
			page.begin(this.history.snapshots());
			this.pages.add(page);
		}
		else {
			emitter.complete();
		}
		return emitter;
	}

	private void tick() {
		Snapshot snapshot = Snapshot.of(this.pools, this.times);
		this.history.add(snapshot);
		this.pages.forEach((page) -> page.show(snapshot));
	}

	private void remove(LivePage page) {
		this.pages.remove(page);
	}

	int openPages() {
		return this.pages.size();
	}

	@Override
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.ticker = this.executor.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
		}
	}

	/**
	 * Completes the requests of all pages. The request of a page that does not read ends
	 * when writing to it times out.
	 */
	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.ticker != null) {
			this.ticker.cancel(false);
			this.ticker = null;
		}
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
