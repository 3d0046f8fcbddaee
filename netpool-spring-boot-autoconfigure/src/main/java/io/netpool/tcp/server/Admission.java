package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptGate;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.admission.RateLimiter;
import io.netpool.tcp.server.log.LogLimit;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import io.netpool.tcp.server.transport.AcceptsPerTurn;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Admits the connections that the listening socket accepts: refuses those whose address
 * is not permitted or has too many connections, gives each other one an acceptor, and
 * applies the pool's overflow where none is idle. Confined to the event loop of the
 * socket, except that acceptors are released on others.
 */
final class Admission extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(Admission.class);

	private static final long FAILURE_PAUSE_MILLIS = 100;

	private final PoolContext pool;

	private final AcceptorCount acceptors;

	private final AcceptsPerTurn accepts;

	private final Refusal refusal;

	private final AcceptGate gate;

	private final AddressLimits addresses;

	private final ProxySettings proxy;

	private final @Nullable RateLimiter rate;

	/**
	 * Connections that were accepted although the gate was closed: some transports accept
	 * several at a time.
	 */
	private final Queue<SocketChannel> deferred = new ArrayDeque<>();

	/**
	 * Whether every connection that waits is accepted, since the port is about to close.
	 */
	private boolean draining;

	/**
	 * Run when the system says that no connection waits, while the pool drains.
	 */
	private Runnable whenNoneWaits = () -> {
	};

	/**
	 * The number of connections accepted in this turn.
	 */
	private int acceptedInTurn;

	private final ChannelFutureListener releaseAcceptor = this::releaseAcceptor;

	private final LogLimit logLimit = new LogLimit();

	Admission(PoolContext pool, AcceptorCount acceptors, AcceptsPerTurn accepts, Refusal refusal, Channel listening) {
		this.pool = pool;
		this.acceptors = acceptors;
		this.accepts = accepts;
		this.refusal = refusal;
		this.gate = new AcceptGate(listening);
		this.addresses = pool.addresses();
		this.proxy = pool.settings().proxy();
		int perSecond = pool.settings().limits().acceptsPerSecond();
		this.rate = (perSecond > 0) ? new RateLimiter(perSecond, System.nanoTime()) : null;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		SocketChannel accepted = (SocketChannel) message;
		this.acceptedInTurn++;
		InetSocketAddress client = accepted.remoteAddress();
		CloseReason refused = enter(client);
		if (refused != null) {
			this.refusal.refuse(accepted, refused, this.acceptors);
		}
		else if (isPaused()) {
			this.deferred.add(accepted);
		}
		else if (acquire()) {
			admit(context, accepted);
		}
		else if (overflowWaits()) {
			this.deferred.add(accepted);
		}
		else {
			leave(client);
			this.refusal.refuse(accepted, CloseReason.NO_ACCEPTOR, this.acceptors);
		}
		pauseWhenFull(context);
		pauseAtRateLimit(context);
	}

	/**
	 * While the pool drains, a connection that would have waited for an acceptor gets one
	 * above the limit: closing the port would reset it.
	 */
	private boolean acquire() {
		if (this.acceptors.acquire()) {
			return true;
		}
		if (this.draining && overflowWaits()) {
			this.acceptors.acquireAboveLimit();
			return true;
		}
		return false;
	}

	/**
	 * Fewer connections than a turn accepts at most: the system had no more.
	 */
	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		boolean more = this.acceptedInTurn >= this.accepts.maxMessagesPerRead();
		this.acceptedInTurn = 0;
		if (this.draining && !more && !this.gate.isClosed()) {
			this.whenNoneWaits.run();
		}
		context.fireChannelReadComplete();
	}

	/**
	 * Counts a connection of a client's address. That of a trusted proxy is counted by
	 * the {@link ProxyProtocolHandler}, for the address in the header. io_uring does not
	 * know the address of a client that has reset its connection; such a client must not
	 * pass where the address matters, since its messages may have arrived.
	 * @return why the connection is refused, {@code null} if it is not
	 */
	private @Nullable CloseReason enter(@Nullable InetSocketAddress client) {
		if (client == null) {
			boolean matters = this.proxy.mode() != ProxyMode.OFF || this.pool.settings().limits().dependOnAddress();
			return matters ? CloseReason.DENIED_ADDRESS : null;
		}
		if (this.proxy.reads(client.getAddress())) {
			return null;
		}
		return this.proxy.servesOthers() ? this.addresses.enter(client.getAddress()) : CloseReason.DENIED_ADDRESS;
	}

	private void leave(@Nullable InetSocketAddress client) {
		if (client != null && !this.proxy.reads(client.getAddress())) {
			this.addresses.leave(client.getAddress());
		}
	}

	/**
	 * Leaves connections in the backlog until the rate limit allows one more.
	 */
	private void pauseAtRateLimit(ChannelHandlerContext context) {
		if (this.rate == null || this.draining) {
			return;
		}
		long now = System.nanoTime();
		this.rate.take(now);
		long wait = this.rate.waitNanos(now);
		if (wait > 0 && this.gate.close(AcceptGate.Cause.RATE)) {
			this.pool.counters().of(Event.ACCEPTS_PAUSED).increment();
			context.channel()
				.eventLoop()
				.schedule(() -> this.gate.open(AcceptGate.Cause.RATE), wait, TimeUnit.NANOSECONDS);
		}
	}

	void pause() {
		this.gate.close(AcceptGate.Cause.OPERATOR);
	}

	void resume(ChannelHandlerContext context) {
		this.gate.open(AcceptGate.Cause.OPERATOR);
		admitDeferred(context);
	}

	/**
	 * Accepts every connection that waits, also if no acceptor is idle or the rate limit
	 * is exceeded, unless the pool is paused.
	 * @param whenNoneWaits run when the system says that no connection waits
	 */
	void drain(ChannelHandlerContext context, Runnable whenNoneWaits) {
		this.draining = true;
		this.accepts.acceptAll();
		this.whenNoneWaits = whenNoneWaits;
		admitDeferred(context);
		this.gate.open(AcceptGate.Cause.FULL);
		this.gate.open(AcceptGate.Cause.RATE);
	}

	/**
	 * Returns whether accepting has just failed, and is tried again.
	 */
	boolean hasFailed() {
		return this.gate.isClosedBy(AcceptGate.Cause.FAILURE);
	}

	/**
	 * Called when the number of acceptors has changed.
	 */
	void resized(ChannelHandlerContext context) {
		admitDeferred(context);
	}

	private boolean isPaused() {
		return this.gate.isClosedBy(AcceptGate.Cause.OPERATOR);
	}

	private void admit(ChannelHandlerContext context, SocketChannel accepted) {
		this.pool.counters().of(Event.CONNECTION_ACCEPTED).increment();
		accepted.closeFuture().addListener(this.releaseAcceptor);
		context.fireChannelRead(accepted);
	}

	private boolean overflowWaits() {
		return this.pool.settings().acceptors().overflow() == Overflow.WAIT;
	}

	private void pauseWhenFull(ChannelHandlerContext context) {
		if (!overflowWaits() || this.draining || this.acceptors.anyIdle()) {
			return;
		}
		this.gate.close(AcceptGate.Cause.FULL);
		// an acceptor that was released just before did not see the gate closed
		admitDeferred(context);
	}

	private void admitDeferred(ChannelHandlerContext context) {
		while (!isPaused() && !this.deferred.isEmpty()) {
			SocketChannel next = this.deferred.element();
			boolean open = next.isOpen();
			// another thread may have resized the pool since an acceptor was released
			boolean acquired = open && acquire();
			if (open && !acquired && overflowWaits()) {
				return;
			}
			this.deferred.remove();
			if (acquired) {
				admit(context, next);
				continue;
			}
			leave(next.remoteAddress());
			if (open) {
				this.refusal.refuse(next, CloseReason.NO_ACCEPTOR, this.acceptors);
			}
		}
		if (this.deferred.isEmpty() && (this.draining || this.acceptors.anyIdle())) {
			this.gate.open(AcceptGate.Cause.FULL);
		}
	}

	/**
	 * Called on any event loop when a connection is closed.
	 */
	private void releaseAcceptor(ChannelFuture closed) {
		this.acceptors.release();
		// a closed channel still knows its address, since it was asked before
		leave(((SocketChannel) closed.channel()).remoteAddress());
		if (this.gate.isClosed() && overflowWaits()) {
			Channel listening = closed.channel().parent();
			listening.eventLoop().execute(() -> {
				ChannelHandlerContext context = listening.pipeline().context(this);
				if (context != null) {
					admitDeferred(context);
				}
			});
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.deferred.forEach((channel) -> channel.unsafe().closeForcibly());
		this.deferred.clear();
		context.fireChannelInactive();
	}

	/**
	 * Called when accepting failed. It pauses for a moment: when file descriptors have
	 * run out, retrying at once would only spin.
	 */
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (this.gate.close(AcceptGate.Cause.FAILURE)) {
			context.channel()
				.eventLoop()
				.schedule(() -> this.gate.open(AcceptGate.Cause.FAILURE), FAILURE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}
		this.logLimit.log((suppressed) -> logger.warn("Pool '" + this.pool.name() + "' could not accept a connection: "
				+ cause + LogLimit.suffix(suppressed) + "; acceptors: " + this.acceptors));
	}

}
