package io.netpool.tcp.server.settings;

import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/**
 * Refuses renegotiation with the JDK's TLS engine, which would make as many handshakes on
 * one connection as the client asks for, each as expensive as the first.
 * <p>
 * TLS 1.2 has no other handshake record after the handshake, and in TLS 1.3, which has no
 * renegotiation, they are encrypted and look like application data (RFC 8446, section
 * 5.2). OpenSSL and BoringSSL refuse renegotiation themselves.
 */
final class NoRenegotiationSslHandler extends SslHandler {

	/**
	 * Content type of handshake records (RFC 5246, section 6.2.1).
	 */
	private static final int HANDSHAKE = 22;

	private NoRenegotiationSslHandler(SSLEngine engine) {
		super(engine);
	}

	static SslHandler of(SslContext context, ByteBufAllocator allocator) {
		return (context instanceof JdkSslContext) ? new NoRenegotiationSslHandler(context.newEngine(allocator))
				: context.newHandler(allocator);
	}

	/**
	 * Called with the beginning of a record: with the JDK's engine, one record is decoded
	 * at a time.
	 */
	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws SSLException {
		if (handshakeFuture().isSuccess() && in.isReadable() && in.getByte(in.readerIndex()) == HANDSHAKE) {
			in.skipBytes(in.readableBytes());
			throw new SSLHandshakeException("Renegotiation is not permitted");
		}
		super.decode(context, in, out);
	}

}
