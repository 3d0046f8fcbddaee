package io.netpool.tcp.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.cluster.ClusterMessage.Answered;
import io.netpool.tcp.cluster.ClusterMessage.Command;
import io.netpool.tcp.cluster.ClusterMessage.Send;
import org.jspecify.annotations.Nullable;

/**
 * Passes messages of other instances to connections, at most once and in time. Called on
 * the engine's thread, one at a time.
 */
final class Inbox {

	private final LocalConnections local;

	private final EngineClock clock;

	private final Acknowledgements acknowledgements;

	private final BiConsumer<String, Answered> answers;

	private final Tracing tracing;

	/**
	 * The number of the last message of each instance.
	 */
	private final Map<String, Long> last = new ConcurrentHashMap<>();

	/**
	 * What has not been written yet, in the order of the deadlines, since all instances
	 * allow the same time.
	 */
	private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();

	private final LongAdder received = new LongAdder();

	private final LongAdder late = new LongAdder();

	private final LongAdder repeated = new LongAdder();

	Inbox(LocalConnections local, EngineClock clock, Acknowledgements acknowledgements,
			BiConsumer<String, Answered> answers, Tracing tracing) {
		this.local = local;
		this.clock = clock;
		this.acknowledgements = acknowledgements;
		this.answers = answers;
		this.tracing = tracing;
	}

	void receive(String sender, long sequence, Send send) {
		if (isAccepted(sender, sequence, send)) {
			Delivery delivery = new Delivery(send.deadline());
			try (ClusterTracing.Scope scope = this.tracing.receive(sender, send.headers())) {
				delivery.withdrawal = this.local.send(send.target(), send.payload(), (result) -> {
					delivery.done = true;
					this.acknowledgements.add(sender, sequence, result);
				});
			}
			expect(delivery);
		}
	}

	/**
	 * A command is written at once or not at all.
	 */
	void receive(String sender, long sequence, Command command) {
		Send send = command.send();
		if (isAccepted(sender, sequence, send)) {
			try (ClusterTracing.Scope scope = this.tracing.receive(sender, send.headers())) {
				this.local.exchange(send.target(), send.payload(), command.keys(), Duration.ofMillis(command.timeout()))
					.whenComplete(
							(answer, failure) -> this.answers.accept(sender, answered(sequence, answer, failure)));
			}
		}
	}

	private static Answered answered(long sequence, @Nullable RemoteAnswer answer, @Nullable Throwable failure) {
		if (answer != null) {
			return new Answered(sequence, answer.pool(), answer.payload(), null, "");
		}
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		TcpExchangeException.Reason reason = (cause instanceof TcpExchangeException known) ? known.reason()
				: TcpExchangeException.Reason.ELSEWHERE;
		return new Answered(sequence, "", null, reason, String.valueOf((cause != null) ? cause.getMessage() : null));
	}

	private boolean isAccepted(String sender, long sequence, Send send) {
		if (sequence <= this.last.getOrDefault(sender, 0L)) {
			this.repeated.increment();
			return false;
		}
		this.last.put(sender, sequence);
		if (this.clock.latest() > send.deadline()) {
			this.late.increment();
			return false;
		}
		this.received.increment();
		return true;
	}

	private void expect(Delivery delivery) {
		if (!delivery.done) {
			this.deliveries.add(delivery);
		}
	}

	/**
	 * An instance has ended.
	 */
	void forget(String sender) {
		this.last.remove(sender);
	}

	/**
	 * Any thread, one at a time: withdraws what would be written too late.
	 * @param ahead the time until this is called again, in milliseconds
	 */
	void withdraw(long ahead) {
		long time = this.clock.latest() + ahead;
		for (Delivery head = this.deliveries.peek(); head != null
				&& (head.done || head.deadline < time); head = this.deliveries.peek()) {
			this.deliveries.remove(head);
			if (!head.done) {
				head.withdrawal.run();
			}
		}
	}

	long received() {
		return this.received.sum();
	}

	long late() {
		return this.late.sum();
	}

	long repeated() {
		return this.repeated.sum();
	}

	/**
	 * Called before a message is passed to connections.
	 */
	@FunctionalInterface
	interface Tracing {

		ClusterTracing.Scope receive(String sender, Map<String, String> headers);

	}

	/**
	 * A message that is being written.
	 */
	private static final class Delivery {

		private static final Runnable NONE = () -> {
		};

		private final long deadline;

		private volatile boolean done;

		private volatile Runnable withdrawal = NONE;

		Delivery(long deadline) {
			this.deadline = deadline;
		}

	}

}
