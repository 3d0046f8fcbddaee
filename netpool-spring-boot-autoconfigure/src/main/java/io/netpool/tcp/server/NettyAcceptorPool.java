package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TcpPoolStatistics.ActiveTlsHandshakes;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.detect.DetectedProtocol;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netpool.tcp.server.statistics.PoolCounters;
import io.netpool.tcp.server.statistics.PoolStatistics;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An acceptor pool on Netty. It may be started and stopped any number of times; the
 * resources of each start are kept in one {@link ListeningPool}, which the stop releases.
 *
 * @since 0.1.0
 * @hidden
 */
public final class NettyAcceptorPool implements TcpAcceptorPool {

	private static final Log logger = LogFactory.getLog(NettyAcceptorPool.class);

	private final PoolSettings settings;

	private final Supplier<TcpEndpoint> endpoint;

	private final List<DetectedProtocol> protocols;

	private final ConnectionDirectory directory;

	private final PoolListener listener;

	private final TcpServerCustomizer customizer;

	private final PoolCounters counters = new PoolCounters();

	private final List<IoCounters> ioCounters;

	private final PoolStatistics statistics;

	/**
	 * The acceptors, which an operator may have resized.
	 */
	private volatile AcceptorSettings capacity;

	private volatile AcceptorCount acceptors;

	private volatile @Nullable ListeningPool listening;

	private volatile boolean draining;

	/**
	 * Creates a pool that does not listen yet.
	 * @param settings the settings
	 * @param endpoint supplies the endpoint that handles messages, at each start
	 * @param directory the directory that its connections are added to
	 */
	public NettyAcceptorPool(PoolSettings settings, Supplier<TcpEndpoint> endpoint, ConnectionDirectory directory) {
		this(settings, endpoint, directory, PoolListener.NONE, (pool, bootstrap) -> {
		});
	}

	/**
	 * Creates a pool that does not listen yet.
	 * @param settings the settings
	 * @param endpoint supplies the endpoint that handles messages, at each start
	 * @param directory the directory that its connections are added to
	 * @param listener the lifecycle callback
	 * @param customizer customizes the bootstrap at each start
	 */
	public NettyAcceptorPool(PoolSettings settings, Supplier<TcpEndpoint> endpoint, ConnectionDirectory directory,
			PoolListener listener, TcpServerCustomizer customizer) {
		this(settings, endpoint, List.of(), directory, listener, customizer);
	}

	/**
	 * Creates a pool that does not listen yet, and serves several protocols.
	 * @param settings the settings
	 * @param endpoint supplies the endpoint that handles messages, at each start
	 * @param protocols the protocols that are detected by their first bytes
	 * @param directory the directory that its connections are added to
	 * @param listener the lifecycle callback
	 * @param customizer customizes the bootstrap at each start
	 */
	public NettyAcceptorPool(PoolSettings settings, Supplier<TcpEndpoint> endpoint, List<DetectedProtocol> protocols,
			ConnectionDirectory directory, PoolListener listener, TcpServerCustomizer customizer) {
		this.protocols = List.copyOf(protocols);
		this.directory = directory;
		this.listener = listener;
		this.customizer = customizer;
		this.settings = settings;
		this.endpoint = endpoint;
		this.ioCounters = Stream.generate(IoCounters::new).limit(settings.ioThreads()).toList();
		this.capacity = settings.acceptors();
		this.acceptors = new AcceptorCount(this.capacity);
		TlsSettings tls = settings.tls();
		this.statistics = new PoolStatistics(this.counters, this.ioCounters, (tls != null) ? tls.reloads() : null);
	}

	private Collection<ServedConnection> connections() {
		ListeningPool current = this.listening;
		return (current != null) ? current.connections() : List.of();
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public Set<String> protocols() {
		return this.protocols.stream().map(DetectedProtocol::name).collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public State state() {
		ListeningPool current = this.listening;
		if (current == null) {
			return State.STOPPED;
		}
		if (this.draining) {
			return State.DRAINING;
		}
		if (!current.isListening()) {
			return State.STOPPED;
		}
		return current.isPaused() ? State.PAUSED : State.LISTENING;
	}

	@Override
	public int port() {
		ListeningPool current = this.listening;
		return (current != null && !this.draining) ? current.port() : -1;
	}

	@Override
	public @Nullable String transport() {
		ListeningPool current = this.listening;
		return (current != null) ? lowerCase(current.transport()) : null;
	}

	@Override
	public Acceptors acceptors() {
		return this.acceptors.snapshot();
	}

	@Override
	public Security security() {
		TlsSettings tls = this.settings.tls();
		if (tls == null) {
			return Security.NONE;
		}
		return tls.startsLater() ? Security.START_TLS : Security.TLS;
	}

	@Override
	public TcpPoolStatistics statistics() {
		int active = this.acceptors.busy();
		long queuedMessages = 0;
		long pendingBytes = 0;
		long openExchanges = 0;
		for (ServedConnection connection : connections()) {
			queuedMessages += connection.lane().size();
			pendingBytes += connection.outbound().pending();
			openExchanges += connection.openExchanges();
		}
		return this.statistics.snapshot(active, queuedMessages, pendingBytes, openExchanges, activeHandshakes());
	}

	private ActiveTlsHandshakes activeHandshakes() {
		ListeningPool current = this.listening;
		return (current != null) ? current.activeHandshakes() : new ActiveTlsHandshakes(0, 0);
	}

	@Override
	public synchronized void start() {
		if (this.listening != null) {
			return;
		}
		AcceptorCount fresh = new AcceptorCount(this.capacity);
		TcpEndpoint served = this.endpoint.get();
		ListeningPool opened = this.listener.binding(this, () -> ListeningPool.open(this.settings, served,
				this.protocols, fresh, this.directory, this.listener, this.customizer, this.counters, this.ioCounters));
		this.draining = false;
		this.acceptors = fresh;
		this.listening = opened;
		logger.info("Pool '" + name() + "' listens on [" + hostOf(this.settings.address()) + ":" + opened.port() + "] ("
				+ lowerCase(opened.transport()) + securityInLog() + ", I/O threads: " + this.settings.ioThreads()
				+ ", acceptors: " + this.capacity.initial() + ", overflow: "
				+ lowerCase(this.settings.acceptors().overflow()) + ", framing: " + this.settings.framingName() + ")");
	}

	private String securityInLog() {
		return switch (security()) {
			case NONE -> "";
			case TLS -> ", TLS";
			case START_TLS -> ", STARTTLS";
		};
	}

	private static String hostOf(InetSocketAddress address) {
		return address.getAddress().isAnyLocalAddress() ? "*" : address.getHostString();
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Accepts no more connections, and closes each open one after the messages that were
	 * received have been handled and their replies written. The pool must still be
	 * stopped afterwards.
	 * @return completes when no connection is left
	 */
	public CompletableFuture<Void> drain() {
		ListeningPool current;
		synchronized (this) {
			current = this.listening;
			if (current == null) {
				return CompletableFuture.completedFuture(null);
			}
			this.draining = true;
		}
		this.listener.draining(this);
		return current.drain();
	}

	@Override
	public synchronized void stop() {
		ListeningPool current = this.listening;
		if (current == null) {
			return;
		}
		current.close();
		this.listening = null;
		this.draining = false;
		logger.info("Pool '" + name() + "' has stopped");
		this.listener.stopped(this);
	}

	@Override
	public synchronized void pause() {
		ListeningPool current = this.listening;
		if (current == null || state() != State.LISTENING) {
			return;
		}
		current.pause();
		logger.info("Pool '" + name() + "' is paused: it serves "
				+ ConnectionSummary.count(this.acceptors.busy(), "connection") + ", and accepts none");
		this.listener.paused(this);
	}

	@Override
	public synchronized void resume() {
		ListeningPool current = this.listening;
		if (current == null || state() != State.PAUSED) {
			return;
		}
		current.resume();
		logger.info("Pool '" + name() + "' accepts connections again");
		this.listener.resumed(this);
	}

	@Override
	public synchronized void resize(int acceptors) {
		AcceptorSettings resized = this.settings.acceptors().resized(acceptors);
		this.capacity = resized;
		ListeningPool current = this.listening;
		if (current != null) {
			current.resize(resized);
		}
		else {
			this.acceptors.resize(resized);
		}
		logger.info("Pool '" + name() + "' has " + ConnectionSummary.count(acceptors, "acceptor"));
	}

}
