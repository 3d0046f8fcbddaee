package io.netpool.tcp.server;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.log.LogLimit;
import io.netpool.tcp.server.log.LogLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Closes a connection that is refused; if no acceptor was idle, after sending the refusal
 * text, where one is set. The client then gets a moment to close its side, since what it
 * has already sent would turn the close into a reset, and the text would be lost. Only a
 * limited number of clients are waited for; others are closed at once.
 */
@Sharable
final class Refusal extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(Refusal.class);

	private static final long LINGER_MILLIS = 1000;

	private static final int MAX_LINGERING = 256;

	private final PoolContext pool;

	private final EventLoopGroup group;

	private final AtomicInteger lingering = new AtomicInteger();

	private final LogLimits logLimits = new LogLimits(
			Arrays.stream(CloseReason.values()).filter(CloseReason::isRefusal).toList());

	Refusal(PoolContext pool, EventLoopGroup group) {
		this.pool = pool;
		this.group = group;
	}

	void refuse(SocketChannel channel, CloseReason reason, AcceptorCount acceptors) {
		this.pool.counters().closed(reason).increment();
		this.logLimits.log(reason, (suppressed) -> {
			logger.warn("Pool '" + this.pool.name() + "' refused a connection from " + hostOf(channel) + ": "
					+ describe(reason, channel) + LogLimit.suffix(suppressed) + "; acceptors: " + acceptors);
			InetSocketAddress client = channel.remoteAddress();
			if (client != null) {
				this.pool.listener().refused(this.pool.name(), client, reason, suppressed);
			}
		});
		// a client that expects TLS cannot read text in the clear
		boolean sendsText = reason == CloseReason.NO_ACCEPTOR && this.pool.settings().acceptors().refusal() != null
				&& this.pool.settings().tlsAtOnce() == null;
		if (!sendsText || this.lingering.get() >= MAX_LINGERING) {
			channel.unsafe().closeForcibly();
			return;
		}
		this.lingering.incrementAndGet();
		channel.closeFuture().addListener((closed) -> this.lingering.decrementAndGet());
		channel.config().setAllowHalfClosure(true);
		channel.pipeline().addLast(this);
		this.group.register(channel);
	}

	private static String hostOf(SocketChannel channel) {
		InetSocketAddress address = channel.remoteAddress();
		return (address != null) ? address.getAddress().getHostAddress() : "a client that has disconnected";
	}

	private static String describe(CloseReason reason, SocketChannel channel) {
		return switch (reason) {
			case DENIED_ADDRESS ->
				(channel.remoteAddress() != null) ? "its address is not permitted" : "its address is not known";
			case ADDRESS_LIMIT -> "its address has reached limits.connections-per-address";
			default -> "no acceptor is idle";
		};
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		byte[] text = this.pool.settings().acceptors().refusal();
		SocketChannel channel = (SocketChannel) context.channel();
		context.writeAndFlush(Unpooled.wrappedBuffer((text != null) ? text : new byte[0]))
			.addListener((written) -> channel.shutdownOutput());
		channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
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
