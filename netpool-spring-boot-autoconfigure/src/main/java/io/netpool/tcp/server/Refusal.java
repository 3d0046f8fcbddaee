package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.log.LogLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Closes a connection that gets no acceptor, after telling it so if there is a text and
 * none was idle. A client that is told is given a moment to end its side, since what it
 * has already sent would turn our close into a reset, and the text would be lost. Only so
 * many are waited for; others are closed at once.
 */
@Sharable
final class Refusal extends ChannelInboundHandlerAdapter {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(Refusal.class);

	private static final long FAREWELL_MILLIS = 1000;

	private static final int MOST_FAREWELLS = 256;

	private final PoolContext pool;

	private final EventLoopGroup group;

	private final AtomicInteger farewells = new AtomicInteger();

	private final LogLimits refusals = new LogLimits(
			Arrays.stream(CloseReason.values()).filter(CloseReason::isRefusal).toList());

	Refusal(PoolContext pool, EventLoopGroup group) {
		this.pool = pool;
		this.group = group;
	}

	void refuse(SocketChannel channel, CloseReason reason, AcceptorCount acceptors) {
		this.pool.counters().closed(reason).increment();
		this.refusals.log(reason, (suppressed) -> {
			logger.warn("Pool '{}' refused a connection from {} ({} more since the last such line): {}; acceptors: {}",
					this.pool.name(), hostOf(channel), suppressed, why(reason), acceptors);
			InetSocketAddress client = channel.remoteAddress();
			if (client != null) {
				this.pool.listener().refused(this.pool.name(), client, reason, suppressed);
			}
		});
		// a text in the clear means nothing to a client that expects TLS
		boolean tells = reason == CloseReason.NO_ACCEPTOR && this.pool.settings().acceptors().refusal() != null
				&& this.pool.settings().tlsAtOnce() == null;
		if (!tells || this.farewells.get() >= MOST_FAREWELLS) {
			channel.unsafe().closeForcibly();
			return;
		}
		this.farewells.incrementAndGet();
		channel.closeFuture().addListener((closed) -> this.farewells.decrementAndGet());
		channel.config().setAllowHalfClosure(true);
		channel.pipeline().addLast(this);
		this.group.register(channel);
	}

	private static String hostOf(SocketChannel channel) {
		InetSocketAddress address = channel.remoteAddress();
		return (address != null) ? address.getAddress().getHostAddress() : "a client that is gone";
	}

	private static String why(CloseReason reason) {
		return switch (reason) {
			case DENIED_ADDRESS -> "its address is not allowed";
			case ADDRESS_LIMIT -> "its address has as many connections as it may";
			default -> "no acceptor is idle";
		};
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		byte[] text = this.pool.settings().acceptors().refusal();
		SocketChannel channel = (SocketChannel) context.channel();
		context.writeAndFlush(Unpooled.wrappedBuffer((text != null) ? text : new byte[0]))
			.addListener((written) -> channel.shutdownOutput());
		channel.eventLoop().schedule(() -> channel.close(), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ReferenceCountUtil.release(message);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof ChannelInputShutdownEvent) {
			context.close();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
