package io.netpool.tcp.cluster;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.cluster.ClusterMessage.Acknowledged;

/**
 * Collects what became of messages of other instances, and tells each in one message. Any
 * thread may call.
 */
final class Acknowledgements {

	private final Executor executor;

	private final BooleanSupplier idle;

	private final BiConsumer<String, Acknowledged> publisher;

	private final Map<String, Batch> batches = new ConcurrentHashMap<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	/**
	 * Creates it.
	 * @param executor runs what tells the other instances
	 * @param idle whether they need not be collected, since nothing else is under way
	 * @param publisher tells an instance
	 */
	Acknowledgements(Executor executor, BooleanSupplier idle, BiConsumer<String, Acknowledged> publisher) {
		this.executor = executor;
		this.idle = idle;
		this.publisher = publisher;
	}

	void add(String instance, long sequence, TcpDelivery delivery) {
		this.batches.compute(instance, (id, batch) -> {
			Batch present = (batch != null) ? batch : new Batch();
			present.add(sequence, delivery);
			return present;
		});
		if (this.scheduled.compareAndSet(false, true)) {
			if (this.idle.getAsBoolean()) {
				publish();
			}
			else {
				publishSoon();
			}
		}
	}

	private void publishSoon() {
		try {
			this.executor.execute(this::publish);
		}
		catch (RejectedExecutionException ex) {
			// the cluster is being stopped
			publish();
		}
	}

	/**
	 * Forgets what was not published before a stop, which may have dropped the task that
	 * was to publish it.
	 */
	void restart() {
		this.batches.clear();
		this.scheduled.set(false);
	}

	private void publish() {
		// before, so that what is added from now on is published by another run
		this.scheduled.set(false);
		for (String instance : this.batches.keySet()) {
			Batch batch = this.batches.remove(instance);
			if (batch != null) {
				this.publisher.accept(instance, batch.get());
			}
		}
	}

	/**
	 * Changed by one thread at a time, as long as it is in the map.
	 */
	private static final class Batch {

		private long[] sequences = new long[16];

		private int[] written = new int[16];

		private int[] lost = new int[16];

		private int count;

		void add(long sequence, TcpDelivery delivery) {
			if (this.count == this.sequences.length) {
				resize(2 * this.count);
			}
			this.sequences[this.count] = sequence;
			this.written[this.count] = delivery.written();
			this.lost[this.count] = delivery.lost();
			this.count++;
		}

		Acknowledged get() {
			resize(this.count);
			return new Acknowledged(this.sequences, this.written, this.lost);
		}

		private void resize(int length) {
			this.sequences = Arrays.copyOf(this.sequences, length);
			this.written = Arrays.copyOf(this.written, length);
			this.lost = Arrays.copyOf(this.lost, length);
		}

	}

}
