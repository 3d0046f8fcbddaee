package io.netpool.tcp.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLSession;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection as applications and its lane see it. What has to happen on its I/O thread
 * is asked of its {@link ConnectionHandler}.
 */
final class ServedConnection implements TcpConnection {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(ServedConnection.class);

	private static final AtomicLong NUMBERS = new AtomicLong();

	private static final VarHandle REASON;

	private static final VarHandle ATTENTION;

	private static final VarHandle ATTRIBUTES;

	private static final VarHandle LABELS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			REASON = lookup.findVarHandle(ServedConnection.class, "reason", CloseReason.class);
			ATTENTION = lookup.findVarHandle(ServedConnection.class, "attention", boolean.class);
			ATTRIBUTES = lookup.findVarHandle(ServedConnection.class, "attributes", ConcurrentMap.class);
			LABELS = lookup.findVarHandle(ServedConnection.class, "labels", DirectoryEntries.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final long number = NUMBERS.incrementAndGet();

	private final long openedMillis = System.currentTimeMillis();

	private final ConnectionCounts counts = new ConnectionCounts();

	private final PoolContext pool;

	private final SocketChannel channel;

	private final IoContext io;

	private final ConnectionHandler handler;

	private final OutboundQueue outbound;

	private final Lane lane;

	private final MessageSender sender = new MessageSender(this);

	private volatile @Nullable CloseReason reason;

	private volatile boolean attention;

	private volatile @Nullable ConcurrentMap<String, Object> attributes;

	/**
	 * The application has closed it; on its lane, that happens behind the reply.
	 */
	private volatile boolean closing;

	private volatile boolean gone;

	private volatile @Nullable ShutdownMessage farewell;

	private volatile @Nullable DirectoryEntries labels;

	private volatile @Nullable InetSocketAddress toldAddress;

	private volatile @Nullable Principal principal;

	private volatile @Nullable SSLSession tlsSession;

	private volatile @Nullable String applicationProtocol;

	/**
	 * The lane's: the framing behind the message that is being handled.
	 */
	private @Nullable TcpFraming nextFraming;

	ServedConnection(PoolContext pool, SocketChannel channel, IoContext io, ConnectionHandler handler) {
		this.pool = pool;
		this.channel = channel;
		this.io = io;
		this.handler = handler;
		this.outbound = new OutboundQueue(pool.settings().outbound());
		this.lane = new Lane(this, pool.endpoint(), pool.settings().lanes().queue());
	}

	long number() {
		return this.number;
	}

	PoolContext context() {
		return this.pool;
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

	Lane lane() {
		return this.lane;
	}

	MessageSender sender() {
		return this.sender;
	}

	ConnectionCounts counts() {
		return this.counts;
	}

	@Override
	public String id() {
		return Long.toString(this.number, Character.MAX_RADIX);
	}

	/**
	 * The number of an {@link #id()}, if it is one.
	 */
	static OptionalLong numberOf(String id) {
		try {
			return OptionalLong.of(Long.parseLong(id, Character.MAX_RADIX));
		}
		catch (NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

	@Override
	public String pool() {
		return this.pool.name();
	}

	@Override
	public InetSocketAddress remoteAddress() {
		InetSocketAddress told = this.toldAddress;
		return (told != null) ? told : this.channel.remoteAddress();
	}

	/**
	 * I/O thread: its proxy tells the client's address.
	 */
	void remoteAddress(InetSocketAddress address) {
		this.toldAddress = address;
	}

	@Override
	public InetSocketAddress localAddress() {
		return this.channel.localAddress();
	}

	@Override
	@SuppressWarnings("unchecked")
	public ConcurrentMap<String, Object> attributes() {
		ConcurrentMap<String, Object> map = this.attributes;
		if (map == null) {
			map = new ConcurrentHashMap<>(4);
			Object other = ATTRIBUTES.compareAndExchange(this, null, map);
			map = (other != null) ? (ConcurrentMap<String, Object>) other : map;
		}
		return map;
	}

	@Override
	public boolean isOpen() {
		return !this.closing && !this.outbound.isClosed();
	}

	/**
	 * Whether others may find it: it is established, and open.
	 */
	boolean isServed() {
		return this.lane.isOpened() && isOpen();
	}

	@Override
	public CompletionStage<Void> send(Object message) {
		return this.sender.send(this.pool.encode(this, message));
	}

	/**
	 * Whether senders wait for a client that does not read; if not, it is closed.
	 */
	boolean waitsForRoom() {
		return this.pool.settings().outbound().overflow() == OutboundOverflow.WAIT;
	}

	@Override
	public void join(String group) {
		labels().join(group);
	}

	@Override
	public void leave(String group) {
		labels().leave(group);
	}

	@Override
	public Set<String> groups() {
		DirectoryEntries known = this.labels;
		return (known != null) ? known.groups() : Set.of();
	}

	@Override
	public void bind(String key, Object value) {
		labels().bind(key, value);
	}

	private DirectoryEntries labels() {
		DirectoryEntries known = this.labels;
		if (known == null) {
			known = new DirectoryEntries(this, this.pool.directory());
			Object other = LABELS.compareAndExchange(this, null, known);
			known = (other != null) ? (DirectoryEntries) other : known;
		}
		if (this.gone) {
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

	@Override
	public TcpConnectionStatistics statistics() {
		return new TcpConnectionStatistics(Instant.ofEpochMilli(this.openedMillis),
				Duration.ofNanos(this.lane.idleNanos()), this.counts.receivedMessages(), this.counts.sentMessages(),
				this.counts.receivedBytes(), this.counts.sentBytes(), this.lane.size(), this.outbound.pending(),
				this.handler.isReadingPaused());
	}

	/**
	 * I/O thread: TLS has begun.
	 */
	void secured(SSLSession session, @Nullable String protocol) {
		this.tlsSession = session;
		this.applicationProtocol = protocol;
	}

	@Override
	public void framing(TcpFraming framing) {
		int queue = this.pool.settings().lanes().queue();
		if (queue != 1) {
			throw new IllegalStateException(
					"The framing of a connection of pool '" + pool() + "' can't change, since handler.queue is " + queue
							+ ", and frames are cut in advance: set it to 1");
		}
		if (this.pool.framing() instanceof NettyFraming) {
			throw new IllegalStateException(
					"The framing of a connection of pool '" + pool() + "' can't change, since it has Netty's codecs");
		}
		if (!this.lane.isCurrent()) {
			throw new IllegalStateException("The framing of a connection can only change in its handler");
		}
		TcpFraming changed = framing.forConnection();
		// the I/O thread cuts nothing before the lane has room for a message again
		this.handler.change(changed);
		this.nextFraming = changed;
	}

	@Override
	public void startTls(Object reply) {
		if (this.pool.settings().tls() == null) {
			throw noTls("ssl.start-tls and a certificate are not set");
		}
		if (this.pool.framing() instanceof NettyFraming) {
			throw noTls("Netty's codecs may have kept what came in the clear");
		}
		if (!this.lane.isCurrent()) {
			throw noTls("this is not its handler");
		}
		if (this.tlsSession != null || this.lane.awaitsTls()) {
			throw noTls("it has started already");
		}
		byte[] payload = this.pool.encode(this, reply);
		this.lane.awaitTls();
		this.outbound.startTls(payload);
	}

	private IllegalStateException noTls(String why) {
		return new IllegalStateException("TLS can't start on connection " + id() + " of pool '" + pool() + "': " + why);
	}

	@Override
	public void close() {
		this.closing = true;
		if (!this.lane.isCurrent()) {
			closeNow();
		}
	}

	private void closeNow() {
		this.lane.discard();
		this.outbound.close();
		finish(CloseReason.APPLICATION);
	}

	@Override
	public void abort() {
		end(CloseReason.APPLICATION);
	}

	// the end

	/**
	 * Why it ended or is ending, {@code null} while neither.
	 */
	@Nullable CloseReason reason() {
		return this.reason;
	}

	/**
	 * When it ends, this is the reason, unless it has one already.
	 */
	void because(CloseReason why) {
		REASON.compareAndSet(this, null, why);
	}

	/**
	 * Let it end for this reason, unless it has one already: when its lane is quiet, or
	 * discards, and everything was sent.
	 */
	void finish(CloseReason why) {
		because(why);
		this.io.attend(this);
		this.io.signal();
	}

	/**
	 * End it for this reason, unless it has one already, now.
	 */
	void end(CloseReason why) {
		because(why);
		this.lane.discard();
		this.outbound.close();
		this.handler.closeSoon();
	}

	/**
	 * Its channel is closed.
	 */
	void closed() {
		this.gone = true;
		DirectoryEntries known = this.labels;
		if (known != null) {
			known.close();
		}
	}

	/**
	 * I/O thread: tell its client that the pool is about to stop, behind the reply to the
	 * message that is being handled, or now if there is none.
	 * @return whether that was done
	 */
	boolean tell(byte[] text) {
		ShutdownMessage known = this.farewell;
		if (known == null) {
			known = new ShutdownMessage(text);
			this.farewell = known;
		}
		if (this.lane.isQuiet()) {
			known.tell(this.outbound);
			this.io.attend(this);
		}
		return known.isTold();
	}

	/**
	 * The last thing that happens to it.
	 */
	void finished() {
		this.pool.registry().remove(this);
	}

	// the I/O thread's attention

	boolean askAttention() {
		return !this.attention && ATTENTION.compareAndSet(this, false, true);
	}

	void attentionGiven() {
		this.attention = false;
	}

	// called by the lane

	void reply(Object reply) {
		this.outbound.reply(this.pool.encode(this, reply));
		if (this.outbound.isFull() && !waitsForRoom()) {
			end(CloseReason.SLOW_READER);
		}
	}

	/**
	 * A message was handled, or a greeting given.
	 */
	void messageHandled() {
		TcpFraming framing = this.nextFraming;
		if (framing != null) {
			this.nextFraming = null;
			this.outbound.change(new OutboundQueue.FramingChange(framing));
		}
		ShutdownMessage last = this.farewell;
		if (last != null) {
			last.tell(this.outbound);
		}
		if (this.closing) {
			closeNow();
		}
	}

	/**
	 * The lane has run: there may be replies, or room for messages.
	 */
	void ran() {
		if (this.outbound.pending() > 0 || this.handler.awaitsLane() || this.reason != null) {
			this.io.lanes().attend(this);
		}
	}

	void connectFailed(Throwable failure) {
		logger.error("Connection {} of pool '{}' is closed: its @TcpConnected method failed", id(), pool(),
				LogSanitizer.of(failure));
		this.lane.discard();
		finish(CloseReason.HANDLER_ERROR);
	}

	void messageFailed(Throwable failure) {
		this.pool.counters().failedMessages().increment();
		logger.error("Handler failed for a message of connection {} of pool '{}'", id(), pool(),
				LogSanitizer.of(failure));
	}

	/**
	 * A handler failed, which its application has taken care of.
	 */
	void failureHandled() {
		this.pool.counters().failedMessages().increment();
	}

	void disconnectFailed(Throwable failure) {
		logger.error("@TcpDisconnected method failed for connection {} of pool '{}'", id(), pool(),
				LogSanitizer.of(failure));
	}

	void broken(Throwable failure) {
		logger.error("Connection {} of pool '{}' is closed: its lane failed", id(), pool(), LogSanitizer.of(failure));
		end(CloseReason.HANDLER_ERROR);
	}

	@Override
	public String toString() {
		return "TcpConnection[id=" + id() + ", pool=" + pool() + ", remote=" + remoteAddress() + "]";
	}

}
