package io.netpool.sample.live;

import java.io.IOException;
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

	void show(Snapshot snapshot) {
		if (this.sending.compareAndSet(false, true)) {
			this.executor.execute(() -> send(snapshot));
		}
	}

	private void send(Snapshot snapshot) {
		try {
			this.emitter.send(SseEmitter.event().reconnectTime(RECONNECT_MILLIS).data(snapshot));
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
