package io.netpool.tcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.proxy.ProxyProtocolDecoder;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Defers the start of a connection until its PROXY header has been received, and refuses
 * it if the client's address in the header is not permitted. TLS begins after the header;
 * later handlers see no event of the connection before.
 * <p>
 * If the header has no client address, such as for a health check (LOCAL), the address of
 * the proxy is used.
 */
final class ProxyProtocolHandler extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(ProxyProtocolHandler.class);

	private final PoolContext pool;

	private final ServedConnection connection;

	private final ProxyProtocolDecoder decoder;

	private @Nullable Future<?> timeout;

	ProxyProtocolHandler(PoolContext pool, ServedConnection connection, ProxyProtocolDecoder decoder) {
		this.pool = pool;
		this.connection = connection;
		this.decoder = decoder;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		long millis = this.pool.settings().proxy().timeout().toMillis();
		this.timeout = context.executor().schedule(() -> timedOut(context), millis, TimeUnit.MILLISECONDS);
	}

	private void timedOut(ChannelHandlerContext context) {
		if (this.decoder.isHeaderAbsent()) {
			admit(context, this.connection.remoteAddress());
			context.pipeline().remove(this.decoder);
		}
		else {
			fail("no PROXY header was received within proxy-protocol.timeout");
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HAProxyMessage header) {
			try {
				admit(context, source(header));
			}
			finally {
				header.release();
			}
			return;
		}
		// the header was optional, and is absent
		admit(context, this.connection.remoteAddress());
		if (!this.connection.closer().isClosing()) {
			context.fireChannelRead(message);
		}
		else {
			ReferenceCountUtil.release(message);
		}
	}

	private InetSocketAddress source(HAProxyMessage header) throws UnknownHostException {
		String address = header.sourceAddress();
		byte[] bytes = (address != null) ? NetUtil.createByteArrayFromIpAddressString(address) : null;
		// a header may have no network address: of a local socket, or of the proxy itself
		return (bytes != null) ? new InetSocketAddress(InetAddress.getByAddress(bytes), header.sourcePort())
				: this.connection.remoteAddress();
	}

	private void admit(ChannelHandlerContext context, InetSocketAddress client) {
		if (this.connection.closer().isClosing()) {
			return;
		}
		cancelTimeout();
		this.connection.proxiedAddress(client);
		InetAddress address = client.getAddress();
		CloseReason refusal = this.pool.addresses().enter(address);
		if (refusal != null) {
			this.connection.closer().abort(refusal);
			return;
		}
		context.channel().closeFuture().addListener((closed) -> this.pool.addresses().leave(address));
		TlsSettings tls = this.pool.settings().tlsAtOnce();
		if (tls != null) {
			context.pipeline().addAfter(context.name(), null, tls.newHandler(context.channel()));
			context.pipeline().addAfter(context.name(), null, this.connection.handler().handshake().gate());
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
		if (logger.isDebugEnabled()) {
			logger.debug("Closing " + this.connection.label() + " from " + this.connection.peer() + ": "
					+ LogSanitizer.of(why));
		}
		this.connection.closer().abort(CloseReason.PROXY_ERROR);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		cancelTimeout();
		context.fireChannelInactive();
	}

	private void cancelTimeout() {
		if (this.timeout != null) {
			this.timeout.cancel(false);
		}
	}

}
