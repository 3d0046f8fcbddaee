package io.netpool.tcp.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpSendException;
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

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			REASON = lookup.findVarHandle(ServedConnection.class, "reason", CloseReason.class);
			ATTENTION = lookup.findVarHandle(ServedConnection.class, "attention", boolean.class);
			ATTRIBUTES = lookup.findVarHandle(ServedConnection.class, "attributes", ConcurrentMap.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final long number = NUMBERS.incrementAndGet();

	private final PoolContext pool;

	private final SocketChannel channel;

	private final IoThread io;

	private final ConnectionHandler handler;

	private final Outbound outbound;

	private final Lane lane;

	private volatile @Nullable CloseReason reason;

	private volatile boolean attention;

	private volatile @Nullable ConcurrentMap<String, Object> attributes;

	/**
	 * Set and read by the lane: its handler has closed the connection, which happens when
	 * its reply is sent.
	 */
	private boolean closeAfterMessage;

	ServedConnection(PoolContext pool, SocketChannel channel, IoThread io, ConnectionHandler handler) {
		this.pool = pool;
		this.channel = channel;
		this.io = io;
		this.handler = handler;
		this.outbound = new Outbound(pool.settings().outbound());
		this.lane = new Lane(this, pool.endpoint(), pool.settings().lanes().queue());
	}

	long number() {
		return this.number;
	}

	IoThread io() {
		return this.io;
	}

	ConnectionHandler handler() {
		return this.handler;
	}

	Outbound outbound() {
		return this.outbound;
	}

	Lane lane() {
		return this.lane;
	}

	@Override
	public String id() {
		return Long.toString(this.number, Character.MAX_RADIX);
	}

	@Override
	public String pool() {
		return this.pool.name();
	}

	@Override
	public InetSocketAddress remoteAddress() {
		return this.channel.remoteAddress();
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
		return !this.outbound.isClosed() && !(this.closeAfterMessage && this.lane.isCurrent());
	}

	@Override
	public CompletionStage<Void> send(Object message) {
		Outbound.Tracked tracked = new Outbound.Tracked(encode(message), new CompletableFuture<>());
		if (!isOpen()) {
			return notSent("it is closed");
		}
		while (true) {
			switch (this.outbound.offer(tracked)) {
				case ADDED -> {
					this.io.attend(this);
					this.io.signal();
					return tracked.written();
				}
				case CLOSED -> {
					return notSent("it is closed");
				}
				case FULL -> {
					if (this.pool.settings().outbound().overflow() == OutboundOverflow.DISCONNECT) {
						end(CloseReason.SLOW_READER);
						return notSent("its client does not read, and it was closed");
					}
					if (this.io.loop().inEventLoop()) {
						return notSent("its client does not read, and an I/O thread must not wait");
					}
					if (!awaitRoom()) {
						return notSent("the sender was interrupted while its client did not read");
					}
				}
			}
		}
	}

	private boolean awaitRoom() {
		try {
			this.outbound.room().get();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private CompletionStage<Void> notSent(String why) {
		return CompletableFuture.failedFuture(new TcpSendException("Not sent to connection " + id() + ": " + why));
	}

	private byte[] encode(Object message) {
		if (message instanceof byte[] bytes) {
			return bytes;
		}
		if (message instanceof CharSequence text) {
			return text.toString().getBytes(this.pool.settings().charset());
		}
		throw new IllegalArgumentException(
				"A message must be a CharSequence or byte[], not " + message.getClass().getName());
	}

	@Override
	public void close() {
		if (this.lane.isCurrent()) {
			this.closeAfterMessage = true;
		}
		else {
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
	 * Let it end for this reason, unless it has one already: when its lane is quiet, or
	 * discards, and everything was sent.
	 */
	void finish(CloseReason why) {
		REASON.compareAndSet(this, null, why);
		this.io.attend(this);
		this.io.signal();
	}

	/**
	 * End it for this reason, unless it has one already, now.
	 */
	void end(CloseReason why) {
		REASON.compareAndSet(this, null, why);
		this.lane.discard();
		this.outbound.close();
		this.handler.closeSoon();
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
		this.outbound.reply(encode(reply));
		if (this.outbound.isFull() && this.pool.settings().outbound().overflow() == OutboundOverflow.DISCONNECT) {
			end(CloseReason.SLOW_READER);
		}
	}

	/**
	 * A message was handled, or a greeting given.
	 */
	void messageHandled() {
		if (this.closeAfterMessage) {
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
		logger.error("Connection {} of pool '{}' is closed: its @TcpConnected method failed", id(), pool(), failure);
		this.lane.discard();
		finish(CloseReason.HANDLER_ERROR);
	}

	void messageFailed(Throwable failure) {
		this.pool.counters().failedMessages().increment();
		logger.error("Handler failed for a message of connection {} of pool '{}'", id(), pool(), failure);
	}

	void disconnectFailed(Throwable failure) {
		logger.error("@TcpDisconnected method failed for connection {} of pool '{}'", id(), pool(), failure);
	}

	void broken(Throwable failure) {
		logger.error("Connection {} of pool '{}' is closed: its lane failed", id(), pool(), failure);
		end(CloseReason.HANDLER_ERROR);
	}

	@Override
	public String toString() {
		return "TcpConnection[id=" + id() + ", pool=" + pool() + ", remote=" + remoteAddress() + "]";
	}

}
