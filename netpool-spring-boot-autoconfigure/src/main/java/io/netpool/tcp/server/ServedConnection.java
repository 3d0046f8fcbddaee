package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.exchange.ConnectionExchanges;
import io.netpool.tcp.server.exchange.ExchangingConnection;
import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.statistics.ConnectionCounts;
import io.netpool.tcp.server.watch.WatchedLane;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.NetUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connection that applications use. It owns the lane, the outbound queue and the
 * {@link ConnectionCloser}; what must run on the event loop is done by its
 * {@link ConnectionHandler}.
 */
final class ServedConnection implements ExchangingConnection, WatchedLane {

	private static final Log logger = LogFactory.getLog(ServedConnection.class);

	private static final InetSocketAddress UNKNOWN = new InetSocketAddress(0);

	private static final AtomicIntegerFieldUpdater<ServedConnection> ATTENTION = AtomicIntegerFieldUpdater
		.newUpdater(ServedConnection.class, "attention");

	@SuppressWarnings("rawtypes")
	private static final AtomicReferenceFieldUpdater<ServedConnection, ConcurrentMap> ATTRIBUTES = AtomicReferenceFieldUpdater
		.newUpdater(ServedConnection.class, ConcurrentMap.class, "attributes");

	private static final AtomicReferenceFieldUpdater<ServedConnection, DirectoryEntries> ENTRIES = AtomicReferenceFieldUpdater
		.newUpdater(ServedConnection.class, DirectoryEntries.class, "entries");

	private static final AtomicReferenceFieldUpdater<ServedConnection, ConnectionExchanges> EXCHANGES = AtomicReferenceFieldUpdater
		.newUpdater(ServedConnection.class, ConnectionExchanges.class, "exchanges");

	private final long number = ConnectionIds.nextNumber();

	private final long openedMillis = System.currentTimeMillis();

	private final ConnectionCounts counts = new ConnectionCounts();

	/**
	 * Changed by {@link #detected} only, before others can find the connection.
	 */
	private PoolContext pool;

	private final SocketChannel channel;

	private final IoContext io;

	private final ConnectionHandler handler;

	private final OutboundQueue outbound;

	private final ConnectionLaneOwner laneOwner;

	private final Lane lane;

	private final ConnectionCloser closer;

	private final FramingUpgrade framingUpgrade = new FramingUpgrade(this);

	private final MessageSender sender = new MessageSender(this);

	/**
	 * 1 while the connection is queued for the attention of the event loop.
	 */
	private volatile int attention;

	private volatile @Nullable ConcurrentMap<String, Object> attributes;

	private volatile @Nullable DirectoryEntries entries;

	private volatile @Nullable ConnectionExchanges exchanges;

	private volatile @Nullable InetSocketAddress proxiedAddress;

	private volatile @Nullable Principal principal;

	private volatile @Nullable SSLSession tlsSession;

	private volatile @Nullable String applicationProtocol;

	private @Nullable String id;

	ServedConnection(PoolContext pool, SocketChannel channel, IoContext io, ConnectionHandler handler) {
		this.pool = pool;
		this.channel = channel;
		this.io = io;
		this.handler = handler;
		this.outbound = new OutboundQueue(pool.settings().outbound());
		this.laneOwner = new ConnectionLaneOwner(this);
		this.lane = new Lane(this.laneOwner, io.lanes(), pool.endpoint(), pool.settings().lanes().queue());
		this.closer = new ConnectionCloser(this, channel);
	}

	long number() {
		return this.number;
	}

	PoolContext context() {
		return this.pool;
	}

	/**
	 * Called on the event loop when the protocol is known, before the lane is opened.
	 */
	void detected(PoolContext protocol) {
		this.pool = protocol;
		this.lane.endpoint(protocol.endpoint());
	}

	IoContext io() {
		return this.io;
	}

	ConnectionHandler handler() {
		return this.handler;
	}

	OutboundQueue outbound() {
		return this.outbound;
	}

	ConnectionLaneOwner laneOwner() {
		return this.laneOwner;
	}

	@Override
	public Lane lane() {
		return this.lane;
	}

	ConnectionCloser closer() {
		return this.closer;
	}

	FramingUpgrade framingUpgrade() {
		return this.framingUpgrade;
	}

	MessageSender sender() {
		return this.sender;
	}

	ConnectionCounts counts() {
		return this.counts;
	}

	@Override
	public String id() {
		String known = this.id;
		if (known == null) {
			known = this.pool.directory().ids().idOf(this.number);
			this.id = known;
		}
		return known;
	}

	@Override
	public String label() {
		return "connection " + id() + " of pool '" + pool() + "'";
	}

	/**
	 * Returns the client's address and port for log messages.
	 */
	String peer() {
		return NetUtil.toSocketAddressString(remoteAddress());
	}

	@Override
	public String pool() {
		return this.pool.name();
	}

	@Override
	public InetSocketAddress remoteAddress() {
		InetSocketAddress proxied = this.proxiedAddress;
		if (proxied != null) {
			return proxied;
		}
		// io_uring accepts without the address, and a client may be gone when asked for
		// it
		InetSocketAddress peer = this.channel.remoteAddress();
		return (peer != null) ? peer : UNKNOWN;
	}

	/**
	 * Called on the event loop with the address from the PROXY header.
	 */
	void proxiedAddress(InetSocketAddress address) {
		this.proxiedAddress = address;
	}

	@Override
	public InetSocketAddress localAddress() {
		InetSocketAddress local = this.channel.localAddress();
		return (local != null) ? local : UNKNOWN;
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		ConcurrentMap<String, Object> known = this.attributes;
		if (known == null) {
			ConcurrentMap<String, Object> created = new ConcurrentHashMap<>(4);
			known = ATTRIBUTES.compareAndSet(this, null, created) ? created : attributes();
		}
		return known;
	}

	@Override
	public boolean isOpen() {
		return !this.closer.isRequested() && !this.outbound.isClosed();
	}

	/**
	 * Returns whether others may find the connection: it is open, and its
	 * {@code connected} has returned.
	 */
	boolean isServed() {
		return this.lane.isWelcomed() && isOpen();
	}

	@Override
	public CompletionStage<Void> send(Object message) {
		return this.sender.send(this.pool.encode(message));
	}

	@Override
	public CompletionStage<Void> sendUnframed(byte[] bytes) {
		return this.sender.sendUnframed(bytes);
	}

	OutboundOverflow overflow() {
		return this.pool.settings().outbound().overflow();
	}

	@Override
	public ConnectionExchanges exchanges() {
		ConnectionExchanges known = this.exchanges;
		if (known == null) {
			ConnectionExchanges created = new ConnectionExchanges(this.sender, this.io.loop(),
					this.pool.settings().exchanges(), this.pool.counters().exchangeTimes());
			known = EXCHANGES.compareAndSet(this, null, created) ? created : exchanges();
		}
		return known;
	}

	/**
	 * Any thread: the exchanges, {@code null} if there has been none.
	 */
	@Nullable ConnectionExchanges knownExchanges() {
		return this.exchanges;
	}

	/**
	 * Any thread: the number of open exchanges.
	 */
	int openExchanges() {
		ConnectionExchanges known = this.exchanges;
		return (known != null) ? known.count() : 0;
	}

	/**
	 * Returns whether senders wait for a client that does not read; if not, it is closed.
	 */
	boolean waitsForRoom() {
		return overflow() == OutboundOverflow.WAIT;
	}

	@Override
	public void join(String group) {
		entries().join(group);
	}

	@Override
	public void leave(String group) {
		entries().leave(group);
	}

	@Override
	public Set<String> groups() {
		DirectoryEntries known = this.entries;
		return (known != null) ? known.groups() : Set.of();
	}

	@Override
	public void identify(String key, Object value) {
		identify(key, List.of(value));
	}

	@Override
	public void identify(String key, Collection<?> values) {
		entries().identify(key, values);
	}

	@Override
	public CompletionStage<Void> claim(String key, Object value) {
		List<ServedConnection> replaced = new ArrayList<>();
		CompletionStage<Void> claimed = entries().claim(key, value, replaced);
		replaced.forEach((other) -> other.closer.replaced());
		return claimed;
	}

	private DirectoryEntries entries() {
		DirectoryEntries known = this.entries;
		if (known == null) {
			DirectoryEntries created = new DirectoryEntries(this, this.pool.directory());
			known = ENTRIES.compareAndSet(this, null, created) ? created : entries();
		}
		if (this.closer.state() == ConnectionCloser.State.CLOSED) {
			known.close();
		}
		return known;
	}

	@Override
	public @Nullable Principal principal() {
		return this.principal;
	}

	@Override
	public void principal(@Nullable Principal principal) {
		this.principal = principal;
	}

	@Override
	public @Nullable SSLSession tlsSession() {
		return this.tlsSession;
	}

	@Override
	public @Nullable String applicationProtocol() {
		return this.applicationProtocol;
	}

	/**
	 * Called on the event loop when the TLS handshake has succeeded.
	 */
	void secured(SSLSession session, @Nullable String protocol) {
		this.tlsSession = session;
		this.applicationProtocol = protocol;
	}

	@Override
	public TcpConnectionStatistics statistics() {
		return new TcpConnectionStatistics(Instant.ofEpochMilli(this.openedMillis),
				Duration.ofNanos(this.lane.idleNanos()), this.counts.receivedMessages(), this.counts.sentMessages(),
				this.counts.receivedBytes(), this.counts.sentBytes(), this.lane.size(), this.outbound.pending(),
				this.handler.reader().gate().isPaused());
	}

	@Override
	public void idleTimeout(Duration timeout) {
		this.handler.changeTimeout(timeout, ConnectionTimeouts::idle);
	}

	@Override
	public void readIdleTimeout(Duration timeout) {
		this.handler.changeTimeout(timeout, ConnectionTimeouts::readIdle);
	}

	@Override
	public void changeFraming(TcpFraming framing) {
		this.framingUpgrade.change(framing);
	}

	@Override
	public void startTls(Object reply) {
		new StartTlsUpgrade(this).start(reply);
	}

	@Override
	public void close() {
		this.closer.request();
	}

	@Override
	public void abort() {
		this.closer.abort(CloseReason.APPLICATION);
	}

	/**
	 * Called when the engine failed for this connection: closes it.
	 */
	void fail(Throwable failure) {
		this.pool.failureLogger().error(logger, () -> "Internal error: " + label() + " is closed", failure);
		this.closer.abort(CloseReason.HANDLER_ERROR);
	}

	/**
	 * Called on the event loop when the socket is closed.
	 * @return the close reason
	 */
	CloseReason closed() {
		CloseReason reason = this.closer.closed();
		DirectoryEntries known = this.entries;
		if (known != null) {
			known.close();
		}
		return reason;
	}

	/**
	 * Any thread: asks the event loop to attend to this connection when it is signalled.
	 */
	void requestAttention() {
		this.io.enqueue(this);
	}

	/**
	 * Any thread: marks the connection for the attention of the event loop.
	 * @return whether it was not marked; the caller then queues it
	 */
	boolean markForAttention() {
		return this.attention == 0 && ATTENTION.compareAndSet(this, 0, 1);
	}

	/**
	 * Called on the event loop when it attends to the connection.
	 */
	void attentionGiven() {
		this.attention = 0;
	}

	@Override
	public String toString() {
		return "TcpConnection[id=" + id() + ", pool=" + pool() + ", remote=" + peer() + "]";
	}

}
