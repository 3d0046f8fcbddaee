package io.netpool.sample.restart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * Many callers, and the thread that serves them.
 */
final class Crowd implements AutoCloseable {

	private static final long TICK_MILLIS = 5;

	private final Tally tally = new Tally();

	private final Selector selector = Selector.open();

	private final List<Caller> callers = new ArrayList<>();

	private final CompletableFuture<Void> gone;

	private volatile boolean leaving;

	Crowd(int size, int port) throws IOException {
		InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		for (int i = 0; i < size; i++) {
			this.callers.add(new Caller(server, this.selector, this.tally));
		}
		this.gone = CompletableFuture.runAsync(this::run, (task) -> new Thread(task, "crowd").start());
	}

	private void run() {
		try {
			while (!this.leaving || this.callers.stream().anyMatch(Caller::isWaiting)) {
				this.selector.select(TICK_MILLIS);
				for (SelectionKey key : this.selector.selectedKeys()) {
					((Caller) key.attachment()).ready(key);
				}
				this.selector.selectedKeys().clear();
				long now = System.nanoTime();
				for (Caller caller : this.callers) {
					caller.tick(now, !this.leaving);
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait until as many questions as there are callers have been asked and answered.
	 */
	void awaitAnswers() {
		int before = this.tally.answers();
		Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.until(() -> this.tally.answers() >= before + this.callers.size());
	}

	/**
	 * Ask nothing more, and wait for the answers to what was asked.
	 * @return what was seen
	 */
	Tally leave() {
		this.leaving = true;
		this.gone.orTimeout(30, TimeUnit.SECONDS).join();
		return this.tally;
	}

	@Override
	public void close() throws IOException {
		try {
			leave();
		}
		finally {
			for (SelectionKey key : this.selector.keys()) {
				key.channel().close();
			}
			this.selector.close();
		}
	}

}
