package io.netpool.sample.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Simulated trackers, all on one thread.
 */
final class Fleet implements AutoCloseable {

	private final int port;

	private final Selector selector = Selector.open();

	private final Queue<SimulatedTracker> arrivals = new ConcurrentLinkedQueue<>();

	private volatile boolean closed;

	private final Thread thread = new Thread(this::run, "fleet");

	Fleet(int port) throws IOException {
		this.port = port;
		this.thread.start();
	}

	/**
	 * Connect a tracker, which logs in.
	 */
	SimulatedTracker connect(String imei, boolean silent) throws IOException {
		SimulatedTracker tracker = connectOnly(imei, silent);
		tracker.login();
		return tracker;
	}

	SimulatedTracker connectOnly(String imei, boolean silent) throws IOException {
		SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
		channel.configureBlocking(false);
		SimulatedTracker tracker = new SimulatedTracker(imei, channel, silent);
		this.arrivals.add(tracker);
		this.selector.wakeup();
		return tracker;
	}

	private void run() {
		try {
			while (!this.closed) {
				this.selector.select((key) -> read((SimulatedTracker) key.attachment()));
				for (SimulatedTracker next = this.arrivals.poll(); next != null; next = this.arrivals.poll()) {
					next.channel.register(this.selector, SelectionKey.OP_READ, next);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void read(SimulatedTracker tracker) {
		try {
			tracker.read();
		}
		catch (IOException ex) {
			tracker.closed = true;
		}
	}

	@Override
	public void close() throws Exception {
		this.closed = true;
		this.selector.wakeup();
		this.thread.join();
		for (SelectionKey key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

}
