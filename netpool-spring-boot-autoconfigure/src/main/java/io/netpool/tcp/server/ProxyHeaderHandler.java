package io.netpool.tcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Holds a connection back until the header of its proxy has come, which tells the
 * client's address, and lets it in if that address may have a connection. TLS begins
 * behind the header, and nothing hears of the connection before.
 * <p>
 * A proxy that speaks for itself, as it does to see whether the pool is there, has its
 * own address.
 */
final class ProxyHeaderHandler extends ChannelInboundHandlerAdapter {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(ProxyHeaderHandler.class);

	private final PoolContext pool;

	private final ServedConnection connection;

	private final ProxyHeaderDecoder decoder;

	private @Nullable Future<?> timeout;

	ProxyHeaderHandler(PoolContext pool, ServedConnection connection, ProxyHeaderDecoder decoder) {
		this.pool = pool;
		this.connection = connection;
		this.decoder = decoder;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		long millis = this.pool.settings().proxy().timeout().toMillis();
		this.timeout = context.executor().schedule(() -> waitedEnough(context), millis, TimeUnit.MILLISECONDS);
	}

	private void waitedEnough(ChannelHandlerContext context) {
		if (this.decoder.canDoWithout()) {
			letIn(context, this.connection.remoteAddress());
			context.pipeline().remove(this.decoder);
		}
		else {
			fail("its PROXY header did not come in time");
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HAProxyMessage header) {
			try {
				letIn(context, source(header));
			}
			finally {
				header.release();
			}
			return;
		}
		// it was optional, and is not there
		letIn(context, this.connection.remoteAddress());
		if (this.connection.reason() == null) {
			context.fireChannelRead(message);
		}
		else {
			ReferenceCountUtil.release(message);
		}
	}

	private InetSocketAddress source(HAProxyMessage header) throws UnknownHostException {
		String address = header.sourceAddress();
		byte[] bytes = (address != null) ? NetUtil.createByteArrayFromIpAddressString(address) : null;
		// a proxy also tells of clients that are not on a network, on a socket of its own
		return (bytes != null) ? new InetSocketAddress(InetAddress.getByAddress(bytes), header.sourcePort())
				: this.connection.remoteAddress();
	}

	private void letIn(ChannelHandlerContext context, InetSocketAddress client) {
		if (this.connection.reason() != null) {
			return;
		}
		forgetTimeout();
		this.connection.remoteAddress(client);
		InetAddress address = client.getAddress();
		CloseReason refusal = this.pool.addresses().enter(address);
		if (refusal != null) {
			this.connection.end(refusal);
			return;
		}
		context.channel().closeFuture().addListener((closed) -> this.pool.addresses().leave(address));
		TlsSettings tls = this.pool.settings().tlsAtOnce();
		if (tls != null) {
			context.pipeline().addAfter(context.name(), null, tls.newHandler(context.channel()));
		}
		context.fireChannelActive();
		context.pipeline().remove(this);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof DecoderException) {
			fail(String.valueOf(cause.getMessage()));
		}
		else {
			context.fireExceptionCaught(cause);
		}
	}

	private void fail(String why) {
		logger.debug("Connection {} of pool '{}' from {} is closed: {}", this.connection.id(), this.pool.name(),
				this.connection.remoteAddress(), LogSanitizer.of(why));
		this.connection.end(CloseReason.PROXY_ERROR);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		forgetTimeout();
		context.fireChannelInactive();
	}

	private void forgetTimeout() {
		if (this.timeout != null) {
			this.timeout.cancel(false);
		}
	}

}
