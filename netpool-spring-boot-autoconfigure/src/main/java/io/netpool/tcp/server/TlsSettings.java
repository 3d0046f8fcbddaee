package io.netpool.tcp.server;

import java.time.Duration;
import java.util.function.Supplier;

import io.netty.handler.ssl.SslContext;
import io.netty.util.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a pool. Contexts are asked for once for each connection, so that a new one
 * serves the next connection.
 *
 * @param context the context, where clients name no server
 * @param serverNames the context for the server that a client names (RFC 6066, section
 * 3), or {@code null} where the name does not matter
 * @param handshakeTimeout how long a handshake may take
 * @param reloads counts how often contexts were replaced
 * @since 0.1.0
 */
public record TlsSettings(Supplier<SslContext> context, @Nullable Mapping<String, SslContext> serverNames,
		Duration handshakeTimeout, TlsReloads reloads) {

	/**
	 * The TLS of a pool that has one context, for ever.
	 * @param context the context
	 * @param handshakeTimeout how long a handshake may take
	 * @return the settings
	 */
	public static TlsSettings of(SslContext context, Duration handshakeTimeout) {
		return new TlsSettings(() -> context, null, handshakeTimeout, new TlsReloads());
	}

}
