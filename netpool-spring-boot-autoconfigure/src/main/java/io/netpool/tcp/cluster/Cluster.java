package io.netpool.tcp.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.cluster.ClusterMessage.Acknowledged;
import io.netpool.tcp.cluster.ClusterMessage.Answered;
import io.netpool.tcp.cluster.ClusterMessage.Batch;
import io.netpool.tcp.cluster.ClusterMessage.Beat;
import io.netpool.tcp.cluster.ClusterMessage.Claimed;
import io.netpool.tcp.cluster.ClusterMessage.Command;
import io.netpool.tcp.cluster.ClusterMessage.Send;
import io.netpool.tcp.cluster.MessageCodec.Received;
import io.netpool.tcp.cluster.TcpClusterStatistics.DropReason;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import io.netpool.tcp.server.log.LogLimit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that this instance is in. Any thread may call.
 * <p>
 * Three threads work for it: one keeps time, one connects and enters labels in the
 * directory, and one completes the stages that callers continue, so that none of these
 * holds up a message. Messages are sent by the thread that calls, and received on the
 * engine's.
 *
 * @hidden
 */
public final class Cluster implements TcpCluster, ClusterLink, Membership.Events {

	/**
	 * How often it is looked for messages that must no longer be written.
	 */
	private static final long TICK_MILLIS = 20;

	/**
	 * How long a stop waits for acknowledgements.
	 */
	private static final long STOP_MILLIS = 1000;

	private static final Log logger = LogFactory.getLog(Cluster.class);

	private final ClusterSettings settings;

	private final LocalConnections local;

	private final Consumer<State> listener;

	private final EngineClock clock = new EngineClock();

	private final Peers peers;

	private final ClusterEngine engine;

	private final Publisher publisher;

	private final Outbox outbox;

	private final Replies replies;

	private final Acknowledgements acknowledgements;

	private final Inbox inbox;

	private final Labels labels;

	private final Membership membership;

	private final ClusterThread timer = new ClusterThread("timer");

	private final ClusterThread results = new ClusterThread("results");

	private final LongAdder answered = new LongAdder();

	private final LongAdder unanswered = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder unknown = new LongAdder();

	private final LogLimit unknownLimit = new LogLimit();

	private final LongAdder reconnects = new LongAdder();

	/**
	 * Whether a connection was lost and not restored yet.
	 */
	private volatile boolean lost;

	private volatile State state = State.DISCONNECTED;

	private volatile ClusterTracing tracing = ClusterTracing.NONE;

	/**
	 * Creates a cluster.
	 * @param engines creates the engine, whose small tasks the given executor may run
	 * @param listener called with each new state
	 */
	public Cluster(ClusterSettings settings, LocalConnections local, ClusterEngine.Factory engines,
			Consumer<State> listener) {
		this.settings = settings;
		this.local = local;
		this.listener = listener;
		this.engine = engines.create(settings.name(), local.instance(), this.timer);
		this.peers = new Peers(local.instance(), this.clock);
		this.publisher = new Publisher(this.engine, local.instance(), this.timer);
		this.outbox = new Outbox(this.engine, this.publisher, this.peers, settings.maxPending());
		this.replies = new Replies(this.publisher, settings.maxPending());
		this.acknowledgements = new Acknowledgements(this.timer, this.publisher::isIdle, this::reply);
		this.inbox = new Inbox(local, this.clock, this.acknowledgements, this::reply,
				(sender, headers) -> this.tracing.receive(this, sender, headers));
		this.labels = new Labels(this.engine, local, this.clock, this.timer);
		this.membership = new Membership(settings, this.engine, local, this.clock, this.peers, this.labels, this,
				new ClusterThread("connector"));
	}

	/**
	 * Sets what observes messages between instances. Called before the cluster is
	 * started.
	 */
	public void trace(ClusterTracing observer) {
		this.tracing = observer;
	}

	/**
	 * Connects, for the first time or after a stop. If that fails, it is tried again,
	 * unless the cluster is required.
	 * @throws ClusterUnavailableException if it is required and can't be connected
	 */
	public void start() {
		this.acknowledgements.restart();
		this.timer.start();
		this.results.start();
		this.timer.repeatAtFixedRate(this::tick, TICK_MILLIS);
		Exception failure = this.membership.start();
		if (failure != null && this.settings.required()) {
			stop();
			throw new ClusterUnavailableException(this.settings.name(), failure);
		}
	}

	/**
	 * Leaves the cluster, after the connections of this instance have been closed.
	 */
	public void stop() {
		awaitAcknowledgements();
		this.membership.stop();
		disconnected();
		this.lost = false;
		this.peers.clear();
		this.timer.stopNow();
		this.results.stop();
	}

	/**
	 * Other instances are still to hear what was written.
	 */
	private void awaitAcknowledgements() {
		try {
			// after what was collected
			this.timer.submit(() -> true).get(STOP_MILLIS, TimeUnit.MILLISECONDS);
			this.publisher.awaitIdle(STOP_MILLIS);
		}
		catch (ExecutionException | TimeoutException | RejectedExecutionException ex) {
			logger.debug("Acknowledgements were not sent before the stop", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void tick() {
		try {
			this.outbox.expire();
			this.inbox.withdraw(TICK_MILLIS);
		}
		catch (RuntimeException ex) {
			logger.error("Internal error in cluster '" + name() + "'", ex);
		}
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public String instance() {
		return this.local.instance();
	}

	@Override
	public State state() {
		return this.state;
	}

	@Override
	public Collection<Instance> instances() {
		List<Instance> instances = new ArrayList<>(this.peers.instances());
		instances.add(new Instance(instance(), this.local.count(), this.membership.since()));
		return List.copyOf(instances);
	}

	@Override
	public CompletionStage<Set<String>> where(String key, Object value) {
		return this.engine.find(new Label.Identity(key, value).name()).handleAsync((instances, failure) -> {
			if (failure != null) {
				throw new IllegalStateException("Cluster '" + name() + "' is disconnected", failure);
			}
			return instances;
		}, this.results);
	}

	@Override
	public TcpClusterStatistics statistics() {
		Map<SendOutcome, Long> sent = new EnumMap<>(SendOutcome.class);
		sent.put(SendOutcome.ANSWERED, this.answered.sum());
		sent.put(SendOutcome.UNANSWERED, this.unanswered.sum());
		sent.put(SendOutcome.REFUSED, this.refused.sum());
		Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
		dropped.put(DropReason.LATE, this.inbox.late());
		dropped.put(DropReason.REPEATED, this.inbox.repeated());
		dropped.put(DropReason.UNKNOWN, this.unknown.sum());
		dropped.put(DropReason.REPLY, this.replies.dropped());
		return new TcpClusterStatistics(sent, this.inbox.received(), dropped, this.outbox.pending(),
				this.settings.maxPending(), this.reconnects.sum());
	}

	@Override
	public boolean isClustered() {
		return true;
	}

	@Override
	public void added(Label label) {
		this.labels.added(label);
	}

	@Override
	public void removed(Label label) {
		this.labels.removed(label);
	}

	@Override
	public CompletionStage<Void> claimed(Label label) {
		CompletableFuture<Void> claimed = new CompletableFuture<>();
		this.labels.claimed(label).whenComplete((nothing, failure) -> complete(claimed, null, failure));
		return claimed;
	}

	@Override
	public CompletionStage<TcpDelivery> send(Target target, Payload payload) {
		CompletableFuture<TcpDelivery> result = new CompletableFuture<>();
		ClusterTracing.Sent sent = this.tracing.send(this);
		this.outbox.send(new OutgoingMessage(this.outbox, target, encode(message(target, payload, sent)),
				expiry(this.settings.timeout()), (delivery) -> {
					SendOutcome outcome = outcome(delivery);
					counter(outcome).increment();
					complete(result, delivery, null);
					sent.ended(outcome, null);
				}));
		return result;
	}

	private static SendOutcome outcome(TcpDelivery delivery) {
		if (delivery.isComplete()) {
			return SendOutcome.ANSWERED;
		}
		return (delivery.unanswered() > 0) ? SendOutcome.UNANSWERED : SendOutcome.REFUSED;
	}

	private LongAdder counter(SendOutcome outcome) {
		return switch (outcome) {
			case ANSWERED -> this.answered;
			case UNANSWERED -> this.unanswered;
			case REFUSED -> this.refused;
		};
	}

	@Override
	public CompletionStage<RemoteAnswer> exchange(Target target, Payload command, Map<String, String> keys,
			Duration timeout) {
		CompletableFuture<RemoteAnswer> result = new CompletableFuture<>();
		ClusterTracing.Sent sent = this.tracing.send(this);
		Command message = new Command(message(target, command, sent), keys, timeout.toMillis());
		this.outbox
			.send(new OutgoingCommand(this.outbox, target, encode(message), expiry(timeout), (answer, failure) -> {
				complete(result, answer, failure);
				sent.ended(outcome(failure), failure);
			}));
		return result;
	}

	private static SendOutcome outcome(@Nullable Throwable failure) {
		TcpExchangeException.Reason reason = (failure instanceof TcpExchangeException known) ? known.reason() : null;
		if (reason == TcpExchangeException.Reason.NOT_SENT) {
			return SendOutcome.REFUSED;
		}
		return (reason == TcpExchangeException.Reason.TIMEOUT) ? SendOutcome.UNANSWERED : SendOutcome.ANSWERED;
	}

	private Send message(Target target, Payload payload, ClusterTracing.Sent sent) {
		return new Send(target, payload, this.clock.earliest() + this.settings.timeout().toMillis(), sent.headers());
	}

	private byte[] encode(ClusterMessage message) {
		return MessageCodec.encode(instance(), message);
	}

	private static long expiry(Duration timeout) {
		return System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
	}

	private <T> void complete(CompletableFuture<T> future, @Nullable T result, @Nullable Throwable failure) {
		Runnable completion = () -> {
			if (failure != null) {
				future.completeExceptionally(failure);
			}
			else {
				future.complete(result);
			}
		};
		try {
			this.results.execute(completion);
		}
		catch (RejectedExecutionException ex) {
			// the cluster has been stopped
			completion.run();
		}
	}

	private void reply(String other, ClusterMessage message) {
		this.replies.publish(other, encode(message));
	}

	@Override
	public void received(byte[] message) {
		received(message, true);
	}

	private void receivedInBatch(byte[] message) {
		received(message, false);
	}

	private void received(byte[] message, boolean mayBeBatch) {
		try {
			Received received = MessageCodec.decode(message);
			if (received == null || (received.message() instanceof Batch && !mayBeBatch)) {
				unknown("its version or type is not known", null);
			}
			else if (!received.sender().equals(instance())) {
				received(received.sender(), received.sequence(), received.message());
			}
		}
		catch (RuntimeException ex) {
			unknown("it can't be read", ex);
		}
	}

	private void unknown(String why, @Nullable Exception failure) {
		this.unknown.increment();
		this.unknownLimit.log((suppressed) -> logger.warn("Dropped a message of another instance of cluster '" + name()
				+ "': " + why + ((failure != null) ? ", " + failure : "") + LogLimit.suffix(suppressed)));
	}

	private void received(String sender, long sequence, ClusterMessage message) {
		if (message instanceof Batch batch) {
			batch.messages().forEach(this::receivedInBatch);
		}
		else if (message instanceof Send send) {
			this.inbox.receive(sender, sequence, send);
			// a label that only the directory has
			send.target().labels().stream().limit(1).forEach(this.labels::checkPresence);
		}
		else if (message instanceof Acknowledged acknowledged) {
			acknowledged(acknowledged);
		}
		else if (message instanceof Command command) {
			this.inbox.receive(sender, sequence, command);
			command.send().target().labels().stream().limit(1).forEach(this.labels::checkPresence);
		}
		else if (message instanceof Answered response) {
			answered(response);
		}
		else if (message instanceof Beat beat) {
			this.peers.heard(sender, beat);
		}
		else if (message instanceof Claimed claimed) {
			this.labels.replaced(claimed.label(), claimed.fence());
		}
	}

	private void acknowledged(Acknowledged acknowledged) {
		for (int i = 0; i < acknowledged.sequences().length; i++) {
			if (this.outbox.find(acknowledged.sequences()[i]) instanceof OutgoingMessage message) {
				message.answered(acknowledged.written()[i], acknowledged.lost()[i]);
			}
		}
	}

	private void answered(Answered answered) {
		if (this.outbox.find(answered.sequence()) instanceof OutgoingCommand command) {
			command.answered(answered);
		}
	}

	@Override
	public void connected(String directory) {
		this.outbox.open(directory);
		if (this.state == State.DISCONNECTED) {
			if (this.lost) {
				this.lost = false;
				this.reconnects.increment();
			}
			changeState(State.CONNECTED);
		}
	}

	@Override
	public void disconnected() {
		this.outbox.close();
		this.publisher.disconnected();
		if (this.state == State.CONNECTED) {
			this.lost = true;
			changeState(State.DISCONNECTED);
		}
	}

	private void changeState(State present) {
		this.state = present;
		try {
			this.results.execute(() -> this.listener.accept(present));
		}
		catch (RejectedExecutionException ex) {
			logger.trace("The cluster has been stopped", ex);
		}
	}

	@Override
	public void gone(List<String> instances) {
		instances.forEach(this.inbox::forget);
	}

}
