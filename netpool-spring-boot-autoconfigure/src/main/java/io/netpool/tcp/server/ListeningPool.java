package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpPoolStatistics.ActiveTlsHandshakes;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.detect.DetectedProtocol;
import io.netpool.tcp.server.leader.LeaderEventLoopGroup;
import io.netpool.tcp.server.log.FailureLogger;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.settings.WatchSettings;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netpool.tcp.server.statistics.PoolCounters;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import io.netpool.tcp.server.transport.AcceptsPerTurn;
import io.netpool.tcp.server.transport.IoThread;
import io.netpool.tcp.server.transport.IoThreadGroup;
import io.netpool.tcp.server.transport.PortBindException;
import io.netpool.tcp.server.transport.SharedBuffers;
import io.netpool.tcp.server.transport.SocketTransport;
import io.netpool.tcp.server.watch.BlockedThreadChecker;
import io.netpool.tcp.server.watch.EventLoopHeartbeat;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The resources of an acceptor pool while it listens: the port, the I/O threads, the
 * handler threads and the connections.
 */
final class ListeningPool {

	private static final Log logger = LogFactory.getLog(ListeningPool.class);

	/**
	 * How long a stop waits for the {@code disconnected} callbacks, and for threads to
	 * end.
	 */
	private static final long STOP_TIMEOUT_MILLIS = 2000;

	private static final Runnable NOTHING = () -> {
	};

	private final PoolContext pool;

	private final Transport transport;

	private final EventLoopGroup group;

	private final @Nullable HandlerThreads threads;

	private final Map<EventLoop, IoContext> ioThreads;

	private final BlockedThreadChecker checker;

	private final Channel channel;

	private final AcceptorCount acceptors;

	private final PoolDrain drain;

	private volatile boolean paused;

	private ListeningPool(PoolContext pool, AcceptorCount acceptors, TcpServerCustomizer customizer,
			List<IoCounters> counters) {
		this.pool = pool;
		this.acceptors = acceptors;
		PoolSettings settings = pool.settings();
		SocketTransport socketTransport = SocketTransport.of(settings.transport());
		this.transport = socketTransport.transport();
		Supplier<HandlerThreads> threadsOf = settings.lanes().threads();
		this.threads = (threadsOf != null) ? threadsOf.get() : null;
		this.group = eventLoops(settings, socketTransport.handlers().get());
		this.ioThreads = ioThreads(counters);
		this.checker = new BlockedThreadChecker(pool.name());
		try {
			this.channel = bind(socketTransport, acceptors, customizer);
			this.drain = new PoolDrain(pool, this.channel, this.transport, acceptors);
			pool.directory().add(pool);
			startChecks(settings.watch());
		}
		catch (RuntimeException | Error ex) {
			release();
			throw ex;
		}
	}

	/**
	 * Binds the port and accepts connections.
	 * @throws PortBindException if the address cannot be bound; no resource is then left
	 * open
	 */
	static ListeningPool open(PoolSettings settings, TcpEndpoint endpoint, List<DetectedProtocol> protocols,
			AcceptorCount acceptors, ConnectionDirectory directory, PoolListener listener,
			TcpServerCustomizer customizer, PoolCounters counters, List<IoCounters> ioCounters) {
		PoolContext pool = new PoolContext(settings, endpoint, settings.framing().apply(endpoint.messageType()),
				directory, new ConnectionRegistry(), new AddressLimits(settings.limits()), counters, listener,
				new CloseLogger(settings), new FailureLogger(), null);
		return new ListeningPool(pool.detecting(protocols), acceptors, customizer, ioCounters);
	}

	private static EventLoopGroup eventLoops(PoolSettings settings, IoHandlerFactory handlers) {
		IoThread.Factory threads = new IoThread.Factory(settings.name());
		LeaderSettings leaders = settings.lanes().leaders();
		return (leaders != null && handlers.isChangingThreadSupported())
				? new LeaderEventLoopGroup(settings.ioThreads(), threads, handlers, settings.name(), leaders)
				: new IoThreadGroup(settings.ioThreads(), threads, handlers);
	}

	private Channel bind(SocketTransport socketTransport, AcceptorCount acceptors, TcpServerCustomizer customizer) {
		PoolSettings settings = this.pool.settings();
		Refusal refusal = new Refusal(this.pool, this.group);
		AcceptsPerTurn accepts = new AcceptsPerTurn();
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.group)
			.channel(socketTransport.channelType())
			.option(ChannelOption.SO_BACKLOG, settings.backlog())
			.option(ChannelOption.RECVBUF_ALLOCATOR, accepts)
			// null keeps the default of the system, without a system call per connection
			.childOption(ChannelOption.TCP_NODELAY, settings.socket().noDelay() ? null : false)
			.childOption(ChannelOption.SO_KEEPALIVE, settings.socket().keepAlive() ? true : null);
		customizer.customize(settings.name(), bootstrap);
		ChannelFuture bound = bootstrap.option(ChannelOption.AUTO_READ, null)
			.childOption(ChannelOption.AUTO_READ, null)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			// when a write fails, what the client sent before is still read
			.childOption(ChannelOption.AUTO_CLOSE, false)
			.handler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel listening) {
					Objects.requireNonNull(ListeningPool.this.ioThreads.get(listening.eventLoop())).heartbeat().begin();
					listening.pipeline()
						.addLast(new Admission(ListeningPool.this.pool, acceptors, accepts, refusal, listening));
				}

			})
			.childHandler(new ConnectionInitializer(this.pool, this.ioThreads))
			.bind(settings.address())
			.awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new PortBindException(settings.name(), settings.address(), bound.cause());
		}
		return bound.channel();
	}

	private Map<EventLoop, IoContext> ioThreads(List<IoCounters> counters) {
		boolean sharesBuffers = SharedBuffers.canBeUsed(this.pool.settings(), this.pool.framing(), this.transport);
		Map<EventLoop, IoContext> ioThreads = new IdentityHashMap<>();
		long maxBuffered = this.pool.settings().limits().maxBuffered() / counters.size();
		for (EventExecutor executor : this.group) {
			EventLoop loop = (EventLoop) executor;
			ioThreads.put(loop,
					new IoContext(loop, this.threads, counters.get(ioThreads.size()), this.pool.settings().timeouts(),
							this.pool.settings().lanes().replies(), this.pool.settings().heartbeat(), maxBuffered,
							sharesBuffers));
		}
		return ioThreads;
	}

	private void startChecks(WatchSettings watch) {
		PoolCounters counters = this.pool.counters();
		if (watch.handler() != null) {
			this.checker.checkHandlers(this.pool.registry()::all, watch.handler(), counters.of(Event.HANDLER_BLOCKED));
		}
		if (watch.io() != null) {
			List<EventLoopHeartbeat> heartbeats = this.ioThreads.values().stream().map(IoContext::heartbeat).toList();
			this.checker.checkIoThreads(heartbeats, watch.io(), counters.of(Event.IO_THREAD_BLOCKED));
		}
	}

	Collection<ServedConnection> connections() {
		return this.pool.registry().all();
	}

	ActiveTlsHandshakes activeHandshakes() {
		int active = 0;
		int waiting = 0;
		for (IoContext io : this.ioThreads.values()) {
			active += io.handshakes().active();
			waiting += io.handshakes().waiting();
		}
		return new ActiveTlsHandshakes(active, waiting);
	}

	Transport transport() {
		return this.transport;
	}

	/**
	 * Returns the port, -1 if it is not open.
	 */
	int port() {
		return isListening() ? ((InetSocketAddress) this.channel.localAddress()).getPort() : -1;
	}

	/**
	 * Returns whether the port is open: the thread of its event loop may have failed.
	 */
	boolean isListening() {
		return this.channel.isOpen() && !this.channel.eventLoop().isShuttingDown();
	}

	boolean isPaused() {
		return this.paused;
	}

	/**
	 * Leaves connections in the kernel's backlog.
	 */
	void pause() {
		this.paused = true;
		onAdmission((admission, context) -> admission.pause());
	}

	/**
	 * Accepts connections again.
	 */
	void resume() {
		this.paused = false;
		onAdmission(Admission::resume);
	}

	/**
	 * Changes the number of acceptors.
	 */
	void resize(AcceptorSettings resized) {
		this.acceptors.resize(resized);
		onAdmission(Admission::resized);
	}

	/**
	 * Runs an action on the event loop of the listening socket, and waits for its end.
	 */
	private void onAdmission(BiConsumer<Admission, ChannelHandlerContext> action) {
		if (!isListening()) {
			return;
		}
		this.channel.eventLoop().submit(() -> {
			ChannelHandlerContext context = this.channel.pipeline().context(Admission.class);
			if (context != null) {
				action.accept((Admission) context.handler(), context);
			}
		}).syncUninterruptibly();
	}

	/**
	 * Closes the port, then each connection after what it has received was answered.
	 * @return completes when no connection is left
	 */
	CompletableFuture<Void> drain() {
		return this.drain.begin();
	}

	/**
	 * Closes the port, every connection and every thread, now. Handlers that do not
	 * return are interrupted.
	 */
	void close() {
		ConnectionRegistry registry = this.pool.registry();
		registry.close();
		try {
			this.channel.close().await(STOP_TIMEOUT_MILLIS / 2);
			awaitAcceptedConnections();
			CompletableFuture<Void> empty = registry.stop();
			ConnectionSummary left = ConnectionSummary.of(this.pool);
			if (!left.connections().isEmpty()) {
				this.pool.counters().of(Event.CONNECTION_FORCIBLY_CLOSED).add(left.connections().size());
				logger.warn("Pool '" + this.pool.name() + "' forcibly closed " + left + ": " + left.list());
			}
			left.connections().forEach((connection) -> connection.closer().abort(CloseReason.SHUTDOWN));
			if (!awaits(empty)) {
				registry.all().forEach((connection) -> connection.lane().interrupt());
				awaits(empty);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			release();
			this.drain.end();
		}
	}

	/**
	 * Waits until each I/O thread has registered the connections that were accepted
	 * before the port was closed.
	 */
	private void awaitAcceptedConnections() throws InterruptedException {
		List<Future<?>> turns = new ArrayList<>();
		for (EventLoop loop : this.ioThreads.keySet()) {
			try {
				turns.add(loop.submit(NOTHING));
			}
			catch (RejectedExecutionException ex) {
				// its thread has failed
			}
		}
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_TIMEOUT_MILLIS / 2);
		for (Future<?> turn : turns) {
			turn.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
	}

	private static boolean awaits(CompletableFuture<Void> empty) throws InterruptedException {
		try {
			empty.get(STOP_TIMEOUT_MILLIS / 2, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void release() {
		this.checker.close();
		this.pool.directory().remove(this.pool);
		boolean ended = this.group.shutdownGracefully(0, STOP_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
			.awaitUninterruptibly(2 * STOP_TIMEOUT_MILLIS);
		if (ended) {
			this.ioThreads.values().forEach(IoContext::release);
		}
		else {
			logger.warn("Pool '" + this.pool.name() + "' could not stop its I/O threads: a handler does not return");
		}
		// last: lanes of connections that the I/O threads have closed still run
		if (this.threads != null) {
			this.threads.close();
		}
	}

}
