package io.netpool.tcp.server.settings;

import java.time.Duration;
import java.util.function.Supplier;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a pool. The context is read once per connection, so that a new one is used
 * for the next connection.
 *
 * @param context supplies the context for clients that send no server name
 * @param serverNames maps server names that clients send (RFC 6066, section 3) to
 * contexts, {@code null} if names are ignored
 * @param startsLater whether connections begin in the clear, and their handlers start TLS
 * @param handshakeTimeout the time limit for a handshake
 * @param reloads counts replaced contexts
 * @since 0.1.0
 */
public record TlsSettings(Supplier<SslContext> context, @Nullable Mapping<String, SslContext> serverNames,
		boolean startsLater, Duration handshakeTimeout, TlsReloadCounter reloads) {

	/**
	 * Maximum length in bytes of a ClientHello that is buffered for its server name. It
	 * may claim up to 16 MB, and usually has less than 2 KB.
	 */
	private static final int MAX_CLIENT_HELLO = 64 * 1024;

	/**
	 * Returns settings with one context, which is never replaced.
	 * @param context the context
	 * @param handshakeTimeout the time limit for a handshake
	 * @return the settings
	 */
	public static TlsSettings of(SslContext context, Duration handshakeTimeout) {
		return new TlsSettings(() -> context, null, false, handshakeTimeout, new TlsReloadCounter());
	}

	/**
	 * Creates the TLS handler of a connection.
	 */
	public ChannelHandler newHandler(Channel channel) {
		long timeout = this.handshakeTimeout.toMillis();
		if (this.serverNames != null) {
			return new SniHandler(this.serverNames, MAX_CLIENT_HELLO, timeout) {

				@Override
				protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
					return NoRenegotiationSslHandler.of(context, allocator);
				}

			};
		}
		SslHandler handler = NoRenegotiationSslHandler.of(this.context.get(), channel.alloc());
		handler.setHandshakeTimeoutMillis(timeout);
		return handler;
	}

}
