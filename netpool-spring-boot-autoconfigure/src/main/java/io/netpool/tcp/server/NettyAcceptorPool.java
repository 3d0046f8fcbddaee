package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An acceptor pool on Netty. It may be started and stopped any number of times; what a
 * start has opened is kept in one {@link ListeningPool}, and gone after the stop.
 *
 * @since 0.1.0
 */
public final class NettyAcceptorPool implements TcpAcceptorPool {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(NettyAcceptorPool.class);

	private final PoolSettings settings;

	private final Supplier<TcpEndpoint> endpoint;

	private final ConnectionDirectory directory;

	private final PoolListener listener;

	private final TcpServerCustomizer customizer;

	private final PoolCounters counters = new PoolCounters();

	private final List<IoCounters> ioCounters;

	private final TcpPoolStatistics statistics;

	/**
	 * Its capacity, which an operator may have changed.
	 */
	private volatile AcceptorSettings capacity;

	private volatile AcceptorCount acceptors;

	private volatile @Nullable ListeningPool listening;

	private volatile boolean draining;

	/**
	 * Create a pool that does not listen yet.
	 * @param settings what it is told
	 * @param endpoint what serves its messages, asked for at each start
	 * @param directory where its connections can be found
	 */
	public NettyAcceptorPool(PoolSettings settings, Supplier<TcpEndpoint> endpoint, ConnectionDirectory directory) {
		this(settings, endpoint, directory, PoolListener.NONE, (pool, bootstrap) -> {
		});
	}

	/**
	 * Create a pool that does not listen yet.
	 * @param settings what it is told
	 * @param endpoint what serves its messages, asked for at each start
	 * @param directory where its connections can be found
	 * @param listener is told what becomes of it
	 * @param customizer is asked at each start
	 */
	public NettyAcceptorPool(PoolSettings settings, Supplier<TcpEndpoint> endpoint, ConnectionDirectory directory,
			PoolListener listener, TcpServerCustomizer customizer) {
		this.directory = directory;
		this.listener = listener;
		this.customizer = customizer;
		this.settings = settings;
		this.endpoint = endpoint;
		this.ioCounters = Stream.generate(IoCounters::new).limit(settings.ioThreads()).toList();
		this.capacity = settings.acceptors();
		this.acceptors = new AcceptorCount(this.capacity);
		TlsSettings tls = settings.tls();
		this.statistics = new PoolStatistics(() -> this.acceptors.busy(), this.counters, this.ioCounters,
				(tls != null) ? tls.reloads() : null, this::connections);
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
	public State state() {
		ListeningPool current = this.listening;
		if (current == null) {
			return State.STOPPED;
		}
		if (this.draining) {
			return State.DRAINING;
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
	public TcpPoolStatistics statistics() {
		return this.statistics;
	}

	@Override
	public synchronized void start() {
		if (this.listening != null) {
			return;
		}
		AcceptorCount fresh = new AcceptorCount(this.capacity);
		ListeningPool opened = ListeningPool.open(this.settings, this.endpoint.get(), fresh, this.directory,
				this.listener, this.customizer, this.counters, this.ioCounters);
		this.draining = false;
		this.acceptors = fresh;
		this.listening = opened;
		logger.info("Pool '{}' listens on [{}:{}] ({}{}, I/O threads: {}, acceptors: {}, overflow: {})", name(),
				hostOf(this.settings.address()), opened.port(), lowerCase(opened.transport()), security(),
				this.settings.ioThreads(), this.capacity.initial(), lowerCase(this.settings.acceptors().overflow()));
	}

	private String security() {
		TlsSettings tls = this.settings.tls();
		if (tls == null) {
			return "";
		}
		return tls.startsLater() ? ", STARTTLS" : ", TLS";
	}

	private static String hostOf(InetSocketAddress address) {
		return address.getAddress().isAnyLocalAddress() ? "*" : address.getHostString();
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Take no more connections, and end each that there is after the messages that were
	 * received have been handled and their replies sent. The pool stays to be stopped.
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
		logger.info("Pool '{}' has stopped", name());
		this.listener.stopped(this);
	}

	@Override
	public synchronized void pause() {
		ListeningPool current = this.listening;
		if (current == null || state() != State.LISTENING) {
			return;
		}
		current.pause();
		logger.info("Pool '{}' is paused: it serves {} connections, and accepts none", name(), this.acceptors.busy());
		this.listener.paused(this);
	}

	@Override
	public synchronized void resume() {
		ListeningPool current = this.listening;
		if (current == null || state() != State.PAUSED) {
			return;
		}
		current.resume();
		logger.info("Pool '{}' accepts connections again", name());
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
		logger.info("Pool '{}' has {} acceptors", name(), acceptors);
	}

}
