package io.netpool.sample.live;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A page that is open in a browser.
 * <p>
 * Writing to a page that does not read blocks, so snapshots are written on another
 * thread. Those that arrive during a write are skipped: the numbers are totals, and the
 * next snapshot includes them.
 */
class LivePage {

	private static final long RECONNECT_MILLIS = 1000;

	private final SseEmitter emitter;

	private final Executor executor;

	private final AtomicBoolean sending = new AtomicBoolean();

	LivePage(SseEmitter emitter, Executor executor) {
		this.emitter = emitter;
		this.executor = executor;
	}

	/**
	 * Sends the snapshots of the last minutes, with which the page begins.
	 */
	void begin(List<Snapshot> history) {
		send(SseEmitter.event().name("history").reconnectTime(RECONNECT_MILLIS).data(history));
	}

	void show(Snapshot snapshot) {
		send(SseEmitter.event().data(snapshot));
	}

	private void send(SseEmitter.SseEventBuilder event) {
		if (this.sending.compareAndSet(false, true)) {
			this.executor.execute(() -> write(event));
		}
	}

	private void write(SseEmitter.SseEventBuilder event) {
		try {
			this.emitter.send(event);
		}
		catch (IOException | IllegalStateException ex) {
			// the page was closed; the container completes the request
		}
		finally {
			this.sending.set(false);
		}
	}

	void end() {
		this.executor.execute(this.emitter::complete);
	}

}
