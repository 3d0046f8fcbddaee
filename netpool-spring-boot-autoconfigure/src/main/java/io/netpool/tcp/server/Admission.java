package io.netpool.tcp.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Takes the connections that a listening socket accepts: gives each an acceptor, and does
 * what the pool's overflow says when none is idle. It belongs to the socket's I/O thread;
 * only acceptors come back from others.
 */
final class Admission extends ChannelInboundHandlerAdapter {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(Admission.class);

	private static final long FAILURE_PAUSE_MILLIS = 100;

	private final PoolContext pool;

	private final AcceptorCount acceptors;

	private final Refusal refusal;

	private final AcceptGate gate;

	/**
	 * Connections that came although accepting was to stop: some transports accept
	 * several at a time.
	 */
	private final Queue<Channel> held = new ArrayDeque<>();

	private final ChannelFutureListener acceptorBack = this::acceptorBack;

	private final LogLimit failures = new LogLimit();

	Admission(PoolContext pool, AcceptorCount acceptors, Refusal refusal, Channel listening) {
		this.pool = pool;
		this.acceptors = acceptors;
		this.refusal = refusal;
		this.gate = new AcceptGate(listening);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		Channel accepted = (Channel) message;
		if (this.acceptors.acquire()) {
			admit(context, accepted);
		}
		else if (waits()) {
			this.held.add(accepted);
		}
		else {
			this.refusal.refuse((SocketChannel) accepted, this.acceptors);
		}
		stopWhenFull(context);
	}

	private void admit(ChannelHandlerContext context, Channel accepted) {
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
		while (this.acceptors.anyIdle()) {
			Channel next = this.held.poll();
			if (next == null) {
				this.gate.open(AcceptGate.Cause.FULL);
				return;
			}
			if (!next.isOpen()) {
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
