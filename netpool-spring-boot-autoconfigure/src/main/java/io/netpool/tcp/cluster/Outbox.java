package io.netpool.tcp.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The messages of this instance to others. They leave in the order of the calls, also
 * where the directory has to be asked for one and not for the next. Any thread may call.
 */
final class Outbox {

	private static final String DISCONNECTED = "the cluster is disconnected";

	private final ClusterEngine engine;

	private final Publisher publisher;

	private final Peers peers;

	private final long maxPending;

	/**
	 * Messages that wait for the directory, and those behind them. Guarded by this.
	 */
	private final Queue<Outgoing> waiting = new ArrayDeque<>();

	/**
	 * Guarded by this.
	 */
	private long sequence;

	/**
	 * What the engine's directory is, {@code null} while it is disconnected. Guarded by
	 * this.
	 */
	private @Nullable String directory;

	private final Map<Long, Outgoing> underWay = new ConcurrentHashMap<>();

	/**
	 * In the order in which they expire, since all have the same time.
	 */
	private final Queue<Outgoing> messages = new ConcurrentLinkedQueue<>();

	private final Queue<Outgoing> commands = new PriorityBlockingQueue<>(16,
			(one, other) -> Long.signum(one.expiresNanos() - other.expiresNanos()));

	private final AtomicLong pending = new AtomicLong();

	Outbox(ClusterEngine engine, Publisher publisher, Peers peers, long maxPending) {
		this.engine = engine;
		this.publisher = publisher;
		this.peers = peers;
		this.maxPending = maxPending;
	}

	/**
	 * Opens the outbox, or tells it that the directory is another one.
	 * @param directory what identifies it
	 */
	synchronized void open(String directory) {
		this.directory = directory;
	}

	/**
	 * Closes the outbox: what is under way is not known to arrive, and the rest is
	 * refused.
	 */
	void close() {
		List<Outgoing> unsent;
		synchronized (this) {
			this.directory = null;
			unsent = new ArrayList<>(this.waiting);
			this.waiting.clear();
		}
		unsent.forEach((outgoing) -> outgoing.refuse(DISCONNECTED));
		this.underWay.values().forEach(Outgoing::expire);
	}

	/**
	 * Sends a message, after those of earlier calls.
	 */
	void send(Outgoing outgoing) {
		if (this.pending.addAndGet(outgoing.size()) > this.maxPending) {
			outgoing.refuse("'netpool.cluster.max-pending' is exceeded");
			return;
		}
		((outgoing instanceof OutgoingMessage) ? this.messages : this.commands).add(outgoing);
		CompletionStage<Set<String>> lookup;
		synchronized (this) {
			if (this.directory == null) {
				outgoing.refuse(DISCONNECTED);
				return;
			}
			lookup = route(outgoing);
			this.waiting.add(outgoing);
			drain();
		}
		if (lookup != null) {
			lookup.whenComplete((instances, failure) -> found(outgoing, instances, failure));
		}
	}

	/**
	 * Finds out where a message is to go.
	 * @return the question to the directory, {@code null} if it needs none
	 */
	private @Nullable CompletionStage<Set<String>> route(Outgoing outgoing) {
		Target target = outgoing.target();
		String connection = target.connection();
		if (connection != null) {
			String instance = connection.substring(0, Math.max(0, connection.indexOf('-')));
			boolean may = this.peers.mayBeThere(instance);
			outgoing.found(may ? Set.of(instance) : Set.of());
			return null;
		}
		if (target.labels().isEmpty()) {
			outgoing.found(Set.of());
			return null;
		}
		return this.engine.find(target.labels().get(0).name());
	}

	private void found(Outgoing outgoing, @Nullable Set<String> instances, @Nullable Throwable failure) {
		if (failure != null) {
			outgoing.refuse("the directory did not answer");
		}
		Set<String> others = (instances != null)
				? instances.stream().filter(this.peers::mayBeThere).collect(Collectors.toUnmodifiableSet()) : Set.of();
		outgoing.found(others);
		synchronized (this) {
			drain();
		}
	}

	/**
	 * Sends what the directory has answered for, up to the first that it has not. Called
	 * with the lock.
	 */
	private void drain() {
		for (Outgoing next = this.waiting.peek(); next != null
				&& (next.found() != null || next.isDone()); next = this.waiting.peek()) {
			this.waiting.remove();
			publish(next, Objects.requireNonNullElse(next.found(), Set.of()));
		}
	}

	private void publish(Outgoing outgoing, Set<String> found) {
		String directory = this.directory;
		if (outgoing.isDone() || directory == null) {
			outgoing.refuse(DISCONNECTED);
			return;
		}
		long number = ++this.sequence;
		outgoing.number(number);
		this.underWay.put(number, outgoing);
		Target target = outgoing.target();
		if (target.connection() == null && target.labels().isEmpty()) {
			outgoing.toAll(this.peers.count());
			if (!outgoing.isDone()) {
				publishTo(null, outgoing);
			}
		}
		else {
			Set<String> unsure = (target.connection() != null) ? Set.of() : this.peers.notIn(directory);
			for (String instance : outgoing.receivers(found, unsure)) {
				publishTo(instance, outgoing);
			}
		}
		outgoing.complete();
	}

	private void publishTo(@Nullable String instance, Outgoing outgoing) {
		outgoing.hold();
		this.publisher.publish(instance, outgoing.message(), new Publisher.Listener() {

			@Override
			public void published(long receivers) {
				try {
					Outbox.this.published(outgoing, instance, receivers);
				}
				finally {
					release(outgoing);
				}
			}

			@Override
			public void unknown() {
				// it may have arrived all the same
				release(outgoing);
			}

			@Override
			public boolean isOver() {
				return outgoing.isDone();
			}

		});
	}

	private void published(Outgoing outgoing, @Nullable String instance, long receivers) {
		boolean isThere = instance != null && this.peers.isPresent(instance);
		if (instance != null && receivers == 0) {
			this.peers.silent(instance);
			for (Label label : outgoing.target().labels()) {
				this.engine.remove(label.name(), instance);
			}
		}
		outgoing.published(instance, receivers, isThere);
	}

	/**
	 * The result of a message is known.
	 */
	void done(Outgoing outgoing) {
		this.underWay.remove(outgoing.number());
		release(outgoing);
	}

	private void release(Outgoing outgoing) {
		if (outgoing.release()) {
			this.pending.addAndGet(-outgoing.size());
		}
	}

	/**
	 * Returns the message with a number, {@code null} if its result is known.
	 */
	@Nullable Outgoing find(long number) {
		return this.underWay.get(number);
	}

	/**
	 * Ends the messages whose time is over.
	 */
	void expire() {
		expire(this.messages);
		expire(this.commands);
		synchronized (this) {
			// one that the directory has not answered for holds up others no longer
			drain();
		}
	}

	private static void expire(Queue<Outgoing> queue) {
		long now = System.nanoTime();
		for (Outgoing head = queue.peek(); head != null
				&& (head.isDone() || head.expiresNanos() - now < 0); head = queue.peek()) {
			queue.remove(head);
			head.expire();
		}
	}

	long pending() {
		return this.pending.get();
	}

}
