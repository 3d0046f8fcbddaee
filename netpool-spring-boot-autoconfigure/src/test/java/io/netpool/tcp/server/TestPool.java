package io.netpool.tcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.server.detect.DetectedProtocol;
import io.netpool.tcp.server.settings.AcceptorSettings;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import io.netpool.tcp.server.settings.LaneSettings;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.SocketSettings;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.settings.WatchSettings;

/**
 * A pool on a free port of the loopback address, and the clients that a test connects to
 * it: all are closed with it.
 */
class TestPool implements AutoCloseable {

	private final TcpEndpoint endpoint;

	private final List<TestClient> clients = new ArrayList<>();

	private final ConnectionDirectory directory = new ConnectionDirectory();

	private final List<DetectedProtocol> protocols = new ArrayList<>();

	private NettyAcceptorPool pool;

	private int port;

	private AcceptorSettings acceptors = new AcceptorSettings(1024, Overflow.REFUSE, 50, 65536, null);

	private Transport transport = Transport.AUTO;

	private int ioThreads = 2;

	private int maxLength = 64 * 1024;

	private boolean raw;

	private TcpFraming framing;

	private Threads threads = Threads.PLATFORM;

	private int handlerThreads = 64;

	private LeaderSettings leaders = LeaderSettings.DEFAULT;

	private int queue = 128;

	private ReplyTimeouts replies = ReplyTimeouts.none();

	private OutboundSettings outbound = new OutboundSettings(1024 * 1024, OutboundOverflow.WAIT);

	private ExchangeSettings exchanges = ExchangeSettings.defaults();

	private boolean halfClose;

	private LimitSettings limits = LimitSettings.none();

	private ProxySettings proxy = ProxySettings.none();

	private TimeoutSettings timeouts = TimeoutSettings.none();

	private HeartbeatSettings heartbeat;

	private WatchSettings watch = WatchSettings.none();

	private TlsSettings tls;

	private String shutdownMessage;

	private PoolListener listener = PoolListener.NONE;

	private TcpServerCustomizer customizer = (pool, bootstrap) -> {
	};

	TestPool(TcpEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Have a protocol of lines that end with {@code ;} detected.
	 */
	TestPool protocol(String name, String start, TcpEndpoint served) {
		this.protocols.add(new DetectedProtocol(name, List.of(start.getBytes(StandardCharsets.ISO_8859_1)),
				(type) -> Framings.delimiter(this.maxLength, false, List.of(new byte[] { ';' }), true),
				StandardCharsets.ISO_8859_1, this.exchanges, () -> served));
		return this;
	}

	TestPool port(int port) {
		this.port = port;
		return this;
	}

	TestPool acceptors(int initial, Overflow overflow) {
		return acceptors(new AcceptorSettings(initial, overflow, 50, 65536, null));
	}

	TestPool acceptors(AcceptorSettings acceptors) {
		this.acceptors = acceptors;
		return this;
	}

	TestPool transport(Transport transport) {
		this.transport = transport;
		return this;
	}

	TestPool ioThreads(int ioThreads) {
		this.ioThreads = ioThreads;
		return this;
	}

	TestPool maxLength(int maxLength) {
		this.maxLength = maxLength;
		return this;
	}

	TestPool raw() {
		this.raw = true;
		return this;
	}

	TestPool framing(TcpFraming framing) {
		this.framing = framing;
		return this;
	}

	TestPool threads(Threads threads) {
		this.threads = threads;
		return this;
	}

	TestPool handlerThreads(int handlerThreads) {
		this.handlerThreads = handlerThreads;
		return this;
	}

	TestPool leaders(LeaderSettings leaders) {
		this.leaders = leaders;
		return this;
	}

	TestPool queue(int queue) {
		this.queue = queue;
		return this;
	}

	TestPool replies(Duration reply, Duration element) {
		this.replies = new ReplyTimeouts(reply, element);
		return this;
	}

	TestPool outbound(long maxPending, OutboundOverflow overflow) {
		this.outbound = new OutboundSettings(maxPending, overflow);
		return this;
	}

	TestPool exchanges(ExchangeSettings exchanges) {
		this.exchanges = exchanges;
		return this;
	}

	TestPool halfClose() {
		this.halfClose = true;
		return this;
	}

	TestPool limits(LimitSettings limits) {
		this.limits = limits;
		return this;
	}

	TestPool proxy(ProxySettings proxy) {
		this.proxy = proxy;
		return this;
	}

	TestPool timeouts(TimeoutSettings timeouts) {
		this.timeouts = timeouts;
		return this;
	}

	TestPool heartbeat(HeartbeatSettings heartbeat) {
		this.heartbeat = heartbeat;
		return this;
	}

	TestPool watch(WatchSettings watch) {
		this.watch = watch;
		return this;
	}

	TestPool tls(TlsSettings tls) {
		this.tls = tls;
		return this;
	}

	TestPool shutdownMessage(String shutdownMessage) {
		this.shutdownMessage = shutdownMessage;
		return this;
	}

	TestPool listener(PoolListener listener) {
		this.listener = listener;
		return this;
	}

	TestPool customizer(TcpServerCustomizer customizer) {
		this.customizer = customizer;
		return this;
	}

	TestPool start() {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port);
		LaneSettings lanes = new LaneSettings(
				(this.threads == Threads.INLINE) ? null : () -> this.threads.create(this.handlerThreads),
				(this.threads == Threads.PLATFORM) ? this.leaders : null, this.queue, this.replies);
		PoolSettings settings = new PoolSettings("default", address, 1024, this.acceptors, this.transport,
				this.ioThreads, this::framing, "test", StandardCharsets.UTF_8, lanes, this.outbound, this.exchanges,
				new SocketSettings(true, false, this.halfClose), this.limits, this.proxy, this.timeouts, this.heartbeat,
				this.watch, this.tls, (this.shutdownMessage != null) ? this.shutdownMessage.getBytes() : null, false);
		this.pool = new NettyAcceptorPool(settings, () -> this.endpoint, this.protocols, this.directory, this.listener,
				this.customizer);
		this.pool.start();
		return this;
	}

	ConnectionDirectory directory() {
		return this.directory;
	}

	private TcpFraming framing(MessageType type) {
		if (this.framing != null) {
			return this.framing;
		}
		return this.raw ? Framings.raw(this.maxLength, (type == MessageType.TEXT) ? StandardCharsets.UTF_8 : null)
				: Framings.line(this.maxLength);
	}

	NettyAcceptorPool pool() {
		return this.pool;
	}

	TcpAcceptorPool.Acceptors acceptors() {
		return this.pool.acceptors();
	}

	TestClient connect() {
		TestClient client = TestClient.connect(this.pool.port());
		this.clients.add(client);
		return client;
	}

	@Override
	public void close() {
		this.clients.forEach(TestClient::close);
		this.pool.stop();
	}

	/**
	 * Which threads run the handlers of a test.
	 */
	enum Threads {

		INLINE, PLATFORM, VIRTUAL;

		/**
		 * Those that this JVM has.
		 */
		static List<Threads> available() {
			return (Runtime.version().feature() >= 21) ? List.of(values()) : List.of(INLINE, PLATFORM);
		}

		/**
		 * Those on which handlers may block.
		 */
		static List<Threads> mayBlock() {
			return available().stream().filter((threads) -> threads != INLINE).toList();
		}

		HandlerThreads create(int max) {
			if (this == PLATFORM) {
				return HandlerThreads.platform("test-handler", max);
			}
			try {
				ExecutorService executor = (ExecutorService) Executors.class
					.getMethod("newVirtualThreadPerTaskExecutor")
					.invoke(null);
				return HandlerThreads.perTask(executor);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
