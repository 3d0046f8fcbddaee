package io.netpool.tcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.lane.HandlerThreadScheduler;
import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.log.FailureLogger;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.LaneSettings;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.SocketSettings;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.settings.WatchSettings;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netpool.tcp.server.statistics.PoolCounters;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Ticker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection whose socket is connected to nothing. The thread of its test is its I/O
 * thread, which does what it is asked in {@link #turn()}, and runs its lane when the test
 * wants it.
 */
final class LoneConnection implements AutoCloseable {

	private static final AcceptorSettings ACCEPTORS = new AcceptorSettings(10, Overflow.REFUSE, 50, 10, null);

	private static final SocketSettings SOCKET = new SocketSettings(true, false, false);

	private static final OutboundSettings OUTBOUND = new OutboundSettings(1000, OutboundOverflow.WAIT);

	private final StoppedClock clock = new StoppedClock();

	private final ManualIoEventLoop loop = new ManualIoEventLoop(null, Thread.currentThread(),
			NioIoHandler.newFactory(), this.clock);

	private final NioSocketChannel channel = new NioSocketChannel();

	private final PoolContext pool;

	private final HandlerThreadScheduler lanes;

	private final ServedConnection connection;

	LoneConnection(TcpEndpoint endpoint) {
		this(pool(endpoint, new OutboundSettings(10_000, OutboundOverflow.WAIT), null));
	}

	LoneConnection(PoolContext pool) {
		this.pool = pool;
		IoContext io = new IoContext(this.loop, new NoThreads(), new IoCounters(), TimeoutSettings.none(),
				ReplyTimeouts.none(), null, Long.MAX_VALUE, false);
		this.lanes = (HandlerThreadScheduler) io.lanes();
		this.channel.unsafe().register(this.loop, this.channel.newPromise());
		this.connection = new ConnectionHandler(pool, this.channel, io).connection();
		pool.registry().add(this.connection);
	}

	static PoolContext pool(TcpEndpoint endpoint, OutboundSettings outbound, String shutdownMessage) {
		return pool(endpoint, outbound, shutdownMessage, ACCEPTORS, SOCKET, LimitSettings.none(), ProxySettings.none());
	}

	static PoolContext pool(SocketSettings socket) {
		return pool(TestEndpoint.echo(), OUTBOUND, null, ACCEPTORS, socket, LimitSettings.none(), ProxySettings.none());
	}

	static PoolContext pool(AcceptorSettings acceptors, LimitSettings limits, ProxySettings proxy) {
		return pool(TestEndpoint.echo(), OUTBOUND, null, acceptors, SOCKET, limits, proxy);
	}

	private static PoolContext pool(TcpEndpoint endpoint, OutboundSettings outbound, String shutdownMessage,
			AcceptorSettings acceptors, SocketSettings socket, LimitSettings limits, ProxySettings proxy) {
		PoolSettings settings = new PoolSettings("default", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				1024, acceptors, Transport.NIO, 1, (type) -> Framings.line(1000), "line", StandardCharsets.UTF_8,
				new LaneSettings(null, null, 128, ReplyTimeouts.none()), outbound, ExchangeSettings.defaults(), socket,
				limits, proxy, TimeoutSettings.none(), null, WatchSettings.none(), null,
				(shutdownMessage != null) ? shutdownMessage.getBytes() : null, false);
		return new PoolContext(settings, endpoint, settings.framing().apply(endpoint.messageType()),
				new ConnectionDirectory(), new ConnectionRegistry(), new AddressLimits(limits), new PoolCounters(),
				PoolListener.NONE, new CloseLogger(settings), new FailureLogger(), null);
	}

	PoolContext pool() {
		return this.pool;
	}

	ServedConnection connection() {
		return this.connection;
	}

	SocketChannel channel() {
		return this.channel;
	}

	Lane lane() {
		return this.connection.lane();
	}

	OutboundQueue outbound() {
		return this.connection.outbound();
	}

	/**
	 * Have it established, though its socket is not.
	 */
	void establish() {
		EmbeddedChannel established = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
		this.connection.handler().channelActive(established.pipeline().firstContext());
		established.close();
	}

	/**
	 * Let the I/O thread do what it was asked for.
	 * @return whether there was anything
	 */
	boolean turn() {
		return this.loop.runNonBlockingTasks(0) > 0;
	}

	/**
	 * Whether its lane has become ready since this was last asked.
	 */
	boolean becameReady() {
		turn();
		Lane ready = this.lanes.next();
		return ready != null && ready == lane();
	}

	/**
	 * Run its lane, which has become ready.
	 */
	void runLane() {
		assertThat(becameReady()).isTrue();
		lane().run(() -> {
		});
	}

	/**
	 * Whether it waits for the attention of its I/O thread. It does from then on.
	 */
	boolean awaitsAttention() {
		return !this.connection.markForAttention();
	}

	/**
	 * Whether everything was told, and its pool has forgotten it.
	 */
	boolean isFinished() {
		return this.pool.registry().find(this.connection.number()).isEmpty();
	}

	/**
	 * Put messages on its lane.
	 */
	void receive(String... messages) {
		List.of(messages).forEach(lane()::put);
		lane().publish();
	}

	/**
	 * Take what waits to be sent, as if it was written.
	 */
	List<String> sent() {
		List<String> sent = new ArrayList<>();
		Object[] items = new Object[1];
		while (outbound().take(items, 1) > 0) {
			byte[] payload = OutboundQueue.payload(items[0]);
			outbound().written(1, payload.length);
			sent.add(new String(payload, StandardCharsets.UTF_8));
		}
		return sent;
	}

	@Override
	public void close() {
		this.channel.unsafe().closeForcibly();
		this.clock.goesOn = true;
		this.loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		while (!this.loop.isTerminated()) {
			this.loop.runNow();
		}
	}

	/**
	 * Stands still until the end, so that nothing that is scheduled happens.
	 */
	private static final class StoppedClock implements Ticker {

		private boolean goesOn;

		private long now;

		@Override
		public long initialNanoTime() {
			return 0;
		}

		@Override
		public long nanoTime() {
			this.now += this.goesOn ? 1 : 0;
			return this.now;
		}

		@Override
		public void sleep(long delay, TimeUnit unit) {
			throw new UnsupportedOperationException();
		}

	}

	/**
	 * Starts none: the test runs the lane.
	 */
	private static final class NoThreads implements HandlerThreads {

		@Override
		public void execute(Runnable task) {
		}

		@Override
		public void close() {
		}

	}

}
