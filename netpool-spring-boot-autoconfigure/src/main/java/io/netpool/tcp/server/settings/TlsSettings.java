package io.netpool.tcp.server.settings;

import java.time.Duration;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a pool. Contexts are asked for once for each connection, so that a new one
 * serves the next connection.
 *
 * @param context the context, where clients name no server
 * @param serverNames the context for the server that a client names (RFC 6066, section
 * 3), or {@code null} where the name does not matter
 * @param startsLater whether connections begin in the clear, and TLS starts when their
 * handlers say so
 * @param handshakeTimeout how long a handshake may take
 * @param reloads counts how often contexts were replaced
 * @since 0.1.0
 */
public record TlsSettings(Supplier<SslContext> context, @Nullable Mapping<String, SslContext> serverNames,
		boolean startsLater, Duration handshakeTimeout, TlsReloadCounter reloads) {

	/**
	 * The longest ClientHello that is gathered for the name in it, in bytes. It may claim
	 * up to 16 MB, and is in fact a few KB.
	 */
	private static final int MAX_CLIENT_HELLO = 64 * 1024;

	/**
	 * The TLS of a pool that has one context, for ever.
	 * @param context the context
	 * @param handshakeTimeout how long a handshake may take
	 * @return the settings
	 */
	public static TlsSettings of(SslContext context, Duration handshakeTimeout) {
		return new TlsSettings(() -> context, null, false, handshakeTimeout, new TlsReloadCounter());
	}

	/**
	 * What does the TLS of a connection.
	 */
	public ChannelHandler newHandler(Channel channel) {
		long timeout = this.handshakeTimeout.toMillis();
		if (this.serverNames != null) {
			return new SniHandler(this.serverNames, MAX_CLIENT_HELLO, timeout);
		}
		SslHandler handler = this.context.get().newHandler(channel.alloc());
		handler.setHandshakeTimeoutMillis(timeout);
		return handler;
	}

}
