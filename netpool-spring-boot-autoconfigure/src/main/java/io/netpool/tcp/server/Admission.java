package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptGate;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.admission.TokenBucket;
import io.netpool.tcp.server.log.LogLimit;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxySettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the connections that a listening socket accepts: refuses those whose address is
 * not allowed or has too many already, gives each other an acceptor, and does what the
 * pool's overflow says when none is idle. It belongs to the socket's I/O thread; only
 * acceptors come back from others.
 */
final class Admission extends ChannelInboundHandlerAdapter {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(Admission.class);

	private static final long FAILURE_PAUSE_MILLIS = 100;

	private final PoolContext pool;

	private final AcceptorCount acceptors;

	private final Refusal refusal;

	private final AcceptGate gate;

	private final AddressLimits addresses;

	private final ProxySettings proxy;

	private final @Nullable TokenBucket rate;

	/**
	 * Connections that came although accepting was to stop: some transports accept
	 * several at a time.
	 */
	private final Queue<SocketChannel> held = new ArrayDeque<>();

	private final ChannelFutureListener acceptorBack = this::acceptorBack;

	private final LogLimit failures = new LogLimit();

	Admission(PoolContext pool, AcceptorCount acceptors, Refusal refusal, Channel listening) {
		this.pool = pool;
		this.acceptors = acceptors;
		this.refusal = refusal;
		this.gate = new AcceptGate(listening);
		this.addresses = pool.addresses();
		this.proxy = pool.settings().proxy();
		int perSecond = pool.settings().limits().acceptsPerSecond();
		this.rate = (perSecond > 0) ? new TokenBucket(perSecond, System.nanoTime()) : null;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		SocketChannel accepted = (SocketChannel) message;
		InetSocketAddress client = accepted.remoteAddress();
		CloseReason unwanted = enter(client);
		if (unwanted != null) {
			this.refusal.refuse(accepted, unwanted, this.acceptors);
		}
		else if (isPaused()) {
			this.held.add(accepted);
		}
		else if (this.acceptors.acquire()) {
			admit(context, accepted);
		}
		else if (waits()) {
			this.held.add(accepted);
		}
		else {
			leave(client);
			this.refusal.refuse(accepted, CloseReason.NO_ACCEPTOR, this.acceptors);
		}
		stopWhenFull(context);
		pauseWhenTooMany(context);
	}

	/**
	 * Let the address of a connection in, unless that is the address of a proxy: its
	 * {@link ProxyHeaderHandler} will tell whose connection it is.
	 * @return why it may not have a connection, or {@code null} if it may
	 */
	private @Nullable CloseReason enter(@Nullable InetSocketAddress client) {
		if (client == null || this.proxy.reads(client.getAddress())) {
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
	 * Leave connections in the backlog until the rate allows one more.
	 */
	private void pauseWhenTooMany(ChannelHandlerContext context) {
		if (this.rate == null) {
			return;
		}
		long now = System.nanoTime();
		this.rate.take(now);
		long wait = this.rate.waitNanos(now);
		if (wait > 0 && this.gate.close(AcceptGate.Cause.RATE)) {
			this.pool.counters().pausedAccepts().increment();
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
		goOn(context);
	}

	/**
	 * There may be more acceptors than before.
	 */
	void resized(ChannelHandlerContext context) {
		goOn(context);
	}

	private boolean isPaused() {
		return this.gate.isClosedBy(AcceptGate.Cause.OPERATOR);
	}

	private void admit(ChannelHandlerContext context, SocketChannel accepted) {
		this.pool.counters().accepted().increment();
		accepted.closeFuture().addListener(this.acceptorBack);
		context.fireChannelRead(accepted);
	}

	private boolean waits() {
		return this.pool.settings().acceptors().overflow() == Overflow.WAIT;
	}

	private void stopWhenFull(ChannelHandlerContext context) {
		if (!waits() || this.acceptors.anyIdle()) {
			return;
		}
		this.gate.close(AcceptGate.Cause.FULL);
		// an acceptor that came back just before did not see the gate closed
		goOn(context);
	}

	private void goOn(ChannelHandlerContext context) {
		while (!isPaused() && this.acceptors.anyIdle()) {
			SocketChannel next = this.held.poll();
			if (next == null) {
				this.gate.open(AcceptGate.Cause.FULL);
				return;
			}
			if (!next.isOpen()) {
				leave(next.remoteAddress());
				continue;
			}
			this.acceptors.acquire();
			admit(context, next);
		}
	}

	/**
	 * Any I/O thread: a connection is closed.
	 */
	private void acceptorBack(ChannelFuture closed) {
		this.acceptors.release();
		// a channel knows it also after it was closed, since it was asked before
		leave(((SocketChannel) closed.channel()).remoteAddress());
		if (this.gate.isClosed() && waits()) {
			Channel listening = closed.channel().parent();
			listening.eventLoop().execute(() -> {
				ChannelHandlerContext context = listening.pipeline().context(this);
				if (context != null) {
					goOn(context);
				}
			});
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.held.forEach((channel) -> channel.unsafe().closeForcibly());
		this.held.clear();
		context.fireChannelInactive();
	}

	/**
	 * Accepting failed. It stops for a moment and goes on: when file descriptors have run
	 * out, trying at once would only spin.
	 */
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (this.gate.close(AcceptGate.Cause.FAILURE)) {
			context.channel()
				.eventLoop()
				.schedule(() -> this.gate.open(AcceptGate.Cause.FAILURE), FAILURE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}
		this.failures.log((suppressed) -> logger.warn(
				"Pool '{}' can't accept connections ({}; {} more since the last such line); acceptors: {}",
				this.pool.name(), cause.toString(), suppressed, this.acceptors));
	}

}
