package io.netpool.tcp.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages to other instances. As long as the engine has not answered for
 * earlier ones, messages are collected, and those for one instance leave together (as
 * with Nagle's algorithm, RFC 896): one alone leaves at once, and many cost the engine no
 * more than a few. What one instance gets, from its own channel and from that of all,
 * stays in the order of the calls. Any thread may call.
 */
final class Publisher {

	private static final Log logger = LogFactory.getLog(Publisher.class);

	/**
	 * Maximum length of a batch in bytes; a longer message is published alone.
	 */
	private static final int MAX_BYTES = 32 * 1024;

	private final ClusterEngine engine;

	private final String sender;

	private final Executor executor;

	/**
	 * Guarded by this.
	 */
	private List<Entry> waiting = new ArrayList<>();

	/**
	 * Number of publications that the engine has not answered for. Guarded by this.
	 */
	private int underWay;

	/**
	 * Counts connections of the engine: publications of an earlier one hold up nothing,
	 * whether they are answered or not. Guarded by this.
	 */
	private int connection;

	/**
	 * Creates a publisher.
	 * @param sender the id of this instance
	 * @param executor publishes what was collected
	 */
	Publisher(ClusterEngine engine, String sender, Executor executor) {
		this.engine = engine;
		this.sender = sender;
		this.executor = executor;
	}

	/**
	 * Returns whether a message would leave at once.
	 */
	synchronized boolean isIdle() {
		return this.underWay == 0;
	}

	/**
	 * Publishes a message.
	 * @param instance the id of the instance that gets it, {@code null} for all
	 * @param message the message
	 * @param listener gets what the engine answers
	 */
	void publish(@Nullable String instance, byte[] message, Listener listener) {
		Entry entry = new Entry(instance, message, listener);
		int present;
		synchronized (this) {
			if (this.underWay > 0) {
				this.waiting.add(entry);
				return;
			}
			this.underWay = 1;
			present = this.connection;
		}
		publish(new Batch(entry), present);
	}

	/**
	 * The engine has lost its connection: what was collected is not published any more.
	 */
	void disconnected() {
		List<Entry> collected;
		synchronized (this) {
			this.connection++;
			this.underWay = 0;
			collected = this.waiting;
			this.waiting = new ArrayList<>();
			notifyAll();
		}
		collected.forEach((entry) -> tell(entry, null));
	}

	private void publish(Batch batch, int present) {
		call(batch).whenComplete((receivers, failure) -> {
			batch.entries.forEach((entry) -> tell(entry, receivers));
			ended(present);
		});
	}

	private CompletionStage<Long> call(Batch batch) {
		try {
			byte[] message = batch.encode(this.sender);
			return (batch.instance != null) ? this.engine.publish(batch.instance, message)
					: this.engine.publishToAll(message);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * What one listener does wrong concerns no other message.
	 */
	private static void tell(Entry entry, @Nullable Long receivers) {
		try {
			if (receivers != null) {
				entry.listener.published(receivers);
			}
			else {
				entry.listener.unknown();
			}
		}
		catch (RuntimeException ex) {
			logger.error("Failed to report what became of a message to other instances", ex);
		}
	}

	private void ended(int ofConnection) {
		synchronized (this) {
			if (ofConnection != this.connection) {
				return;
			}
			this.underWay--;
			if (this.underWay == 0 && this.waiting.isEmpty()) {
				notifyAll();
			}
			if (this.underWay > 0 || this.waiting.isEmpty()) {
				return;
			}
			// holds the place of what is published next
			this.underWay = 1;
		}
		try {
			this.executor.execute(() -> publishWaiting(ofConnection));
		}
		catch (RejectedExecutionException ex) {
			// the cluster has been stopped
			publishWaiting(ofConnection);
		}
	}

	private void publishWaiting(int ofConnection) {
		List<Entry> collected;
		synchronized (this) {
			if (ofConnection != this.connection) {
				return;
			}
			collected = this.waiting;
			this.waiting = new ArrayList<>();
		}
		List<Batch> batches = batches(collected);
		synchronized (this) {
			if (ofConnection == this.connection) {
				this.underWay += batches.size();
			}
		}
		batches.forEach((batch) -> publish(batch, ofConnection));
		ended(ofConnection);
	}

	/**
	 * Waits until nothing is under way.
	 * @param millis how long at most, in milliseconds
	 */
	synchronized void awaitIdle(long millis) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		long left = millis;
		while (this.underWay > 0 && left > 0) {
			wait(left);
			left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
		}
	}

	private static List<Batch> batches(List<Entry> entries) {
		List<Batch> batches = new ArrayList<>();
		Map<String, Batch> open = new HashMap<>();
		for (Entry entry : entries) {
			if (entry.listener.isOver()) {
				tell(entry, null);
				continue;
			}
			if (entry.instance == null) {
				// what was called for before leaves before
				open.clear();
				batches.add(new Batch(entry));
				continue;
			}
			Batch batch = open.get(entry.instance);
			if (batch == null || batch.bytes + entry.message.length > MAX_BYTES) {
				batch = new Batch(entry);
				batches.add(batch);
				open.put(entry.instance, batch);
			}
			else {
				batch.add(entry);
			}
		}
		return batches;
	}

	/**
	 * Gets what the engine answers for a message: one of its methods is called once.
	 */
	interface Listener {

		/**
		 * The message was published.
		 * @param receivers the number of instances that listen
		 */
		void published(long receivers);

		/**
		 * It is not known whether the message was published, or it was over before.
		 */
		void unknown();

		/**
		 * Returns whether the message need not be published any more.
		 */
		default boolean isOver() {
			return false;
		}

	}

	/**
	 * A message.
	 *
	 * @param instance the id of the instance that gets it, {@code null} for all
	 * @param message the message
	 * @param listener gets what the engine answers
	 */
	@SuppressWarnings("ArrayRecordComponent")
	private record Entry(@Nullable String instance, byte[] message, Listener listener) {

	}

	/**
	 * Messages that leave together.
	 */
	private static final class Batch {

		private final @Nullable String instance;

		private final List<Entry> entries = new ArrayList<>();

		private int bytes;

		Batch(Entry first) {
			this.instance = first.instance;
			add(first);
		}

		void add(Entry entry) {
			this.entries.add(entry);
			this.bytes += entry.message.length;
		}

		byte[] encode(String sender) {
			return (this.entries.size() == 1) ? this.entries.get(0).message
					: MessageCodec.batch(sender, this.entries.stream().map(Entry::message).toList());
		}

	}

}
