package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.transport.IoThread;
import io.netpool.tcp.server.transport.PortBindException;
import io.netpool.tcp.server.transport.SharedBuffers;
import io.netpool.tcp.server.transport.SocketTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What an acceptor pool holds while it listens: the port, the I/O threads, the handler
 * threads and the connections.
 */
final class ListeningPool {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(ListeningPool.class);

	/**
	 * How many connections are accepted before those that are there have their turn.
	 */
	private static final int FAIR_ACCEPTS = 64;

	/**
	 * How long a stop waits for handlers to be told of the end of their connections.
	 */
	private static final long LAST_WORDS_MILLIS = 2000;

	private final PoolContext pool;

	private final Transport transport;

	private final EventLoopGroup group;

	private final @Nullable HandlerThreads threads;

	private final Map<EventLoop, IoContext> ioThreads;

	private final BlockedThreadChecker watch;

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
		this.group = new MultiThreadIoEventLoopGroup(settings.ioThreads(), new IoThread.Factory(settings.name()),
				socketTransport.handlers().get());
		this.ioThreads = ioThreads(counters);
		this.watch = new BlockedThreadChecker(pool.name());
		try {
			this.channel = bind(socketTransport, acceptors, customizer);
			this.drain = new PoolDrain(pool, this.channel, acceptors);
			pool.directory().add(pool.registry());
			this.watch.start(pool, this.ioThreads.values());
		}
		catch (RuntimeException | Error ex) {
			release();
			throw ex;
		}
	}

	/**
	 * Bind the port and accept connections.
	 * @throws PortBindException if the address can't be bound; nothing is then left open
	 */
	static ListeningPool open(PoolSettings settings, TcpEndpoint endpoint, AcceptorCount acceptors,
			ConnectionDirectory directory, PoolListener listener, TcpServerCustomizer customizer, PoolCounters counters,
			List<IoCounters> ioCounters) {
		PoolContext pool = new PoolContext(settings, endpoint, settings.framing().apply(endpoint.messageType()),
				directory, new ConnectionRegistry(), new AddressLimits(settings.limits()), counters, listener,
				new EnforcedCloseLogger(acceptors));
		return new ListeningPool(pool, acceptors, customizer, ioCounters);
	}

	private Channel bind(SocketTransport socketTransport, AcceptorCount acceptors, TcpServerCustomizer customizer) {
		PoolSettings settings = this.pool.settings();
		Refusal refusal = new Refusal(this.pool, this.group);
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.group)
			.channel(socketTransport.channelType())
			.option(ChannelOption.SO_BACKLOG, settings.backlog())
			.option(ChannelOption.RECVBUF_ALLOCATOR, severalAtATime())
			// null leaves what sockets have at first, without a system call for each
			.childOption(ChannelOption.TCP_NODELAY, settings.socket().noDelay() ? null : false)
			.childOption(ChannelOption.SO_KEEPALIVE, settings.socket().keepAlive() ? true : null);
		customizer.customize(settings.name(), bootstrap);
		ChannelFuture bound = bootstrap.option(ChannelOption.AUTO_READ, null)
			.childOption(ChannelOption.AUTO_READ, null)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.handler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel listening) {
					Objects.requireNonNull(ListeningPool.this.ioThreads.get(listening.eventLoop())).pulse().begin();
					listening.pipeline().addLast(new Admission(ListeningPool.this.pool, acceptors, refusal, listening));
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

	/**
	 * How connections are accepted: all that wait, up to a fair number, in one turn. What
	 * is the default of a listening socket would accept one in each turn, and in turns
	 * that serve a thousand connections that is a long wait.
	 */
	@SuppressWarnings("deprecation")
	private static RecvByteBufAllocator severalAtATime() {
		return new ServerChannelRecvByteBufAllocator().respectMaybeMoreData(false).maxMessagesPerRead(FAIR_ACCEPTS);
	}

	private Map<EventLoop, IoContext> ioThreads(List<IoCounters> counters) {
		boolean sharesBuffers = SharedBuffers.suit(this.pool.settings(), this.pool.framing(), this.transport);
		Map<EventLoop, IoContext> ioThreads = new IdentityHashMap<>();
		for (EventExecutor executor : this.group) {
			EventLoop loop = (EventLoop) executor;
			ioThreads.put(loop, new IoContext(loop, this.threads, counters.get(ioThreads.size()),
					this.pool.settings().timeouts(), sharesBuffers));
		}
		return ioThreads;
	}

	Collection<ServedConnection> connections() {
		return this.pool.registry().all();
	}

	Transport transport() {
		return this.transport;
	}

	int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	boolean isPaused() {
		return this.paused;
	}

	/**
	 * Leave connections in the kernel's backlog.
	 */
	void pause() {
		this.paused = true;
		onAdmission((admission, context) -> admission.pause());
	}

	/**
	 * Accept connections again.
	 */
	void resume() {
		this.paused = false;
		onAdmission(Admission::resume);
	}

	/**
	 * Have another number of acceptors.
	 */
	void resize(AcceptorSettings resized) {
		this.acceptors.resize(resized);
		onAdmission(Admission::resized);
	}

	/**
	 * Have the listening socket's I/O thread do something, and wait until it has.
	 */
	private void onAdmission(BiConsumer<Admission, ChannelHandlerContext> action) {
		this.channel.eventLoop().submit(() -> {
			ChannelHandlerContext context = this.channel.pipeline().context(Admission.class);
			if (context != null) {
				action.accept((Admission) context.handler(), context);
			}
		}).syncUninterruptibly();
	}

	/**
	 * Close the port, and each connection when what it received has been answered.
	 * @return completes when no connection is left
	 */
	CompletableFuture<Void> drain() {
		return this.drain.begin();
	}

	/**
	 * Close the port, every connection and every thread, now. Handlers that don't end are
	 * interrupted, and those that don't heed that are left behind.
	 */
	void close() {
		ConnectionRegistry registry = this.pool.registry();
		CompletableFuture<Void> empty = registry.close();
		try {
			this.channel.close().await(LAST_WORDS_MILLIS / 2);
			ConnectionSummary cut = ConnectionSummary.of(this.pool);
			if (!cut.connections().isEmpty()) {
				this.pool.counters().cut().add(cut.connections().size());
				logger.warn("Pool '{}' cuts {}: {}", this.pool.name(), cut, cut.names());
			}
			cut.connections().forEach((connection) -> connection.end(CloseReason.SHUTDOWN));
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

	private static boolean awaits(CompletableFuture<Void> empty) throws InterruptedException {
		try {
			empty.get(LAST_WORDS_MILLIS / 2, TimeUnit.MILLISECONDS);
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
		this.watch.close();
		this.pool.directory().remove(this.pool.registry());
		if (this.threads != null) {
			this.threads.close();
		}
		boolean ended = this.group.shutdownGracefully(0, LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)
			.awaitUninterruptibly(2 * LAST_WORDS_MILLIS);
		if (ended) {
			this.ioThreads.values().forEach(IoContext::release);
		}
		else {
			logger.warn("Pool '{}' leaves I/O threads behind: a handler does not end", this.pool.name());
		}
	}

}
