package io.netpool.tcp.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.cluster.ClusterEngine.Pulse;
import io.netpool.tcp.cluster.ClusterMessage.Beat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this instance in the cluster: connects, says that it is there, learns which
 * others are, and has the labels entered. Its methods are called on the connector's
 * thread, unless they say otherwise.
 */
final class Membership {

	/**
	 * How long the engine may take to answer before it counts as lost, unless messages
	 * have more time.
	 */
	static final long ANSWER_MILLIS = 2000;

	private static final long RECONNECT_MILLIS = 1000;

	/**
	 * The directory keeps an entry for half an hour.
	 */
	private static final long ASSERT_MINUTES = 10;

	private static final long WARN_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int CLOCK_SAMPLES = 3;

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final ClusterSettings settings;

	private final ClusterEngine engine;

	private final LocalConnections local;

	private final EngineClock clock;

	private final Peers peers;

	private final Labels labels;

	private final Events events;

	private final ClusterThread connector;

	private final EngineAnswers answers;

	private final Lease lease;

	private final Instant since = Instant.now();

	/**
	 * Whether the present connection is in use; each has its own.
	 */
	private volatile AtomicBoolean connection = new AtomicBoolean();

	/**
	 * The directory that the engine has.
	 */
	private volatile String directory = "";

	/**
	 * The directory that has got all labels of this instance once. Others that have just
	 * found that it does not listen may be about to remove some. Confined to the
	 * connector.
	 */
	private String entered = "";

	/**
	 * The directory that has all labels of this instance: they were entered again with
	 * the next beat.
	 */
	private volatile String asserted = "";

	private volatile boolean stopping;

	private long warnedNanos = System.nanoTime() - WARN_NANOS;

	Membership(ClusterSettings settings, ClusterEngine engine, LocalConnections local, EngineClock clock, Peers peers,
			Labels labels, Events events, ClusterThread connector) {
		this.settings = settings;
		this.engine = engine;
		this.local = local;
		this.clock = clock;
		this.peers = peers;
		this.labels = labels;
		this.events = events;
		this.connector = connector;
		this.lease = new Lease(clock, settings.lease());
		long silence = Math.max(ANSWER_MILLIS, settings.timeout().toMillis());
		this.answers = new EngineAnswers(engine, silence, Math.max(silence, settings.lease().toMillis()));
	}

	/**
	 * Connects for the first time, or after a stop. Called on any thread, before anything
	 * else.
	 * @return why that has failed, {@code null} if it has not
	 */
	@Nullable Exception start() {
		long third = this.settings.lease().toMillis() / 3;
		this.stopping = false;
		this.connector.start();
		this.connector.repeat(this::beat, third);
		this.connector.repeat(this::assertLabels, TimeUnit.MINUTES.toMillis(ASSERT_MINUTES));
		try {
			return this.connector.submit(this::connect).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return ex;
		}
	}

	boolean isConnected() {
		return this.connection.get();
	}

	Instant since() {
		return this.since;
	}

	private @Nullable Exception connect() {
		if (isConnected()) {
			return null;
		}
		AtomicBoolean connected = new AtomicBoolean();
		try {
			this.clock.restart();
			this.engine.connect(new ClusterEngine.Listener() {

				@Override
				public void received(byte[] message) {
					Membership.this.events.received(message);
				}

				@Override
				public void disconnected() {
					lost(connected, "The connection was closed");
				}

			});
			this.connection = connected;
			for (int i = 0; i < CLOCK_SAMPLES; i++) {
				learnTime();
			}
			this.entered = "";
			this.asserted = "";
			this.peers.reconnected(this.lease.latestEnd());
			connected.set(true);
			heard(this.answers.await(sendBeat()));
			forgetAfterLapse();
			announce(connected);
			logger.info("Connected to cluster '" + this.settings.name() + "' as " + this.local.instance() + ", with "
					+ this.peers.count() + " other instances");
			assertLabels();
			return null;
		}
		catch (Exception ex) {
			if (connected.getAndSet(false)) {
				this.events.disconnected();
			}
			this.engine.disconnect();
			if (!this.stopping) {
				warn(ex);
				schedule(RECONNECT_MILLIS);
			}
			return ex;
		}
	}

	/**
	 * Reports that the engine is connected. If the connection was lost before that, its
	 * loss was reported too early, and is reported again.
	 */
	private void announce(AtomicBoolean connected) {
		this.events.connected(this.directory);
		if (!connected.get()) {
			this.events.disconnected();
		}
	}

	private void schedule(long millis) {
		try {
			this.connector.schedule(this::connect, millis);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("The cluster has been stopped", ex);
		}
	}

	private void warn(Exception ex) {
		long now = System.nanoTime();
		if (now - this.warnedNanos >= WARN_NANOS) {
			this.warnedNanos = now;
			logger.warn(
					"Cluster '" + this.settings.name() + "' is disconnected: connections of this instance are served, "
							+ "messages to others are refused. Trying to connect once a second: " + rootCause(ex));
		}
	}

	private static Throwable rootCause(Throwable failure) {
		Throwable cause = failure.getCause();
		return (cause != null) ? rootCause(cause) : failure;
	}

	/**
	 * Any thread: a connection is lost, which is noticed once.
	 */
	private void lost(AtomicBoolean connected, String why) {
		if (!connected.compareAndSet(true, false)) {
			return;
		}
		this.events.disconnected();
		try {
			this.connector.execute(() -> {
				this.engine.disconnect();
				warn(new IllegalStateException(why));
				connect();
			});
		}
		catch (RejectedExecutionException ex) {
			logger.trace("The cluster has been stopped", ex);
		}
	}

	private void beat() {
		AtomicBoolean connected = this.connection;
		if (!connected.get()) {
			return;
		}
		try {
			forgetAfterLapse();
			learnTime();
			heard(this.answers.await(sendBeat()));
			// while the beat was under way, too
			forgetAfterLapse();
			if (!this.asserted.equals(this.directory)) {
				assertLabels();
			}
		}
		catch (Exception ex) {
			lost(connected, "No answer within " + this.answers.silenceMillis() + " ms");
		}
	}

	/**
	 * Others that have taken this instance for gone may have removed its labels.
	 */
	private void forgetAfterLapse() {
		if (this.lease.hasLapsed()) {
			this.entered = "";
			this.asserted = "";
		}
	}

	private void learnTime() throws Exception {
		long asked = System.nanoTime();
		long time = this.answers.await(this.engine.time());
		this.clock.learn(asked, System.nanoTime(), time);
	}

	private CompletionStage<Pulse> sendBeat() {
		long until = this.lease.announce();
		byte[] beat = MessageCodec.encode(this.local.instance(),
				new Beat(this.local.count(), this.since.toEpochMilli(), this.asserted, until));
		CompletionStage<Pulse> pulse = this.engine.beat(beat).thenApply((received) -> {
			this.lease.confirm(until);
			return received;
		});
		this.engine.publishToAll(beat);
		return pulse;
	}

	private void heard(Pulse pulse) {
		for (Map.Entry<String, byte[]> beat : pulse.beats().entrySet()) {
			MessageCodec.Received received = decode(beat.getValue());
			if (received != null && received.message() instanceof Beat said) {
				this.peers.heard(beat.getKey(), said);
			}
		}
		List<String> expired = this.peers.expire();
		if (!expired.isEmpty()) {
			logger.warn("Instances of cluster '" + this.settings.name() + "' are no longer there: " + expired);
			this.engine.forget(expired);
			this.events.gone(expired);
		}
		if (!pulse.directory().equals(this.directory)) {
			this.directory = pulse.directory();
			AtomicBoolean connected = this.connection;
			if (connected.get()) {
				announce(connected);
			}
		}
	}

	private static MessageCodec.@Nullable Received decode(byte[] message) {
		try {
			return MessageCodec.decode(message);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Enters all labels, and tells the others.
	 */
	private void assertLabels() {
		AtomicBoolean connected = this.connection;
		if (!connected.get()) {
			return;
		}
		try {
			String present = this.directory;
			this.labels.assertAll(this::beatWhenDue, this.answers);
			if (this.entered.equals(present)) {
				this.asserted = present;
			}
			this.entered = present;
			this.answers.await(sendBeat());
		}
		catch (Exception ex) {
			lost(connected, "No answer while labels were entered");
		}
	}

	/**
	 * It may take longer than a lease to enter all labels.
	 */
	private void beatWhenDue() {
		if (this.lease.isHalfOver()) {
			sendBeat();
		}
	}

	/**
	 * Leaves the cluster. Called on any thread, at last.
	 */
	void stop() {
		this.stopping = true;
		AtomicBoolean connected = this.connection;
		try {
			this.connector.submit(() -> {
				if (connected.compareAndSet(true, false)) {
					this.engine.publishToAll(
							MessageCodec.encode(this.local.instance(), new Beat(0, this.since.toEpochMilli(), "", 0)));
					this.answers.await(this.engine.forget(List.of(this.local.instance())));
				}
				return null;
			}).get(this.answers.silenceMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException | RejectedExecutionException ex) {
			logger.debug("Could not tell other instances that this one stops", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.connector.stopNow();
		awaitConnector();
		this.engine.close();
	}

	/**
	 * An attempt to connect was interrupted.
	 */
	private void awaitConnector() {
		try {
			if (!this.connector.awaitEnd(ANSWER_MILLIS)) {
				logger.debug("The connector has not ended");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Callback for the messages and the state of this membership.
	 */
	interface Events {

		/**
		 * Called on the engine's thread.
		 */
		void received(byte[] message);

		/**
		 * The engine is connected, or its directory is another one.
		 */
		void connected(String directory);

		/**
		 * Called on any thread.
		 */
		void disconnected();

		void gone(List<String> instances);

	}

}
