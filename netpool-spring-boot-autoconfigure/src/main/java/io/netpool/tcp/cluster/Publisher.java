package io.netpool.tcp.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Publishes messages to other instances. As long as the engine has not answered for
 * earlier ones, messages are collected, and those for one instance leave together (as
 * with Nagle's algorithm, RFC 896): one alone leaves at once, and many cost the engine no
 * more than a few. What one instance gets, from its own channel and from that of all,
 * stays in the order of the calls. Any thread may call.
 */
final class Publisher {

	/**
	 * Of the messages that leave together, unless one alone is longer.
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
		synchronized (this) {
			if (this.underWay > 0) {
				this.waiting.add(entry);
				return;
			}
			this.underWay = 1;
		}
		publish(new Batch(entry));
	}

	private void publish(Batch batch) {
		byte[] message = batch.encode(this.sender);
		CompletionStage<Long> published = (batch.instance != null) ? this.engine.publish(batch.instance, message)
				: this.engine.publishToAll(message);
		published.whenComplete((receivers, failure) -> {
			batch.entries.forEach((entry) -> entry.listener.published(receivers, failure));
			ended();
		});
	}

	private void ended() {
		synchronized (this) {
			this.underWay--;
			if (this.underWay > 0 || this.waiting.isEmpty()) {
				return;
			}
			// holds the place of what is published next
			this.underWay = 1;
		}
		try {
			this.executor.execute(this::publishWaiting);
		}
		catch (RejectedExecutionException ex) {
			// the cluster has been stopped
			publishWaiting();
		}
	}

	private void publishWaiting() {
		List<Entry> collected;
		synchronized (this) {
			collected = this.waiting;
			this.waiting = new ArrayList<>();
		}
		List<Batch> batches = batches(collected);
		synchronized (this) {
			this.underWay += batches.size();
		}
		batches.forEach(this::publish);
		ended();
	}

	private static List<Batch> batches(List<Entry> entries) {
		List<Batch> batches = new ArrayList<>();
		Map<String, Batch> open = new HashMap<>();
		for (Entry entry : entries) {
			if (entry.listener.isOver()) {
				entry.listener.published(null, null);
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
	 * Gets what the engine answers for a message.
	 */
	interface Listener {

		/**
		 * For messages that nobody waits for.
		 */
		Listener NONE = (receivers, failure) -> {
		};

		/**
		 * Called once.
		 * @param receivers the number of instances that listen, {@code null} if that is
		 * not known
		 * @param failure why it is not known, {@code null} if the message was not
		 * published
		 */
		void published(@Nullable Long receivers, @Nullable Throwable failure);

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
