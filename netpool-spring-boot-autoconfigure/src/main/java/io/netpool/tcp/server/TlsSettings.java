package io.netpool.tcp.server;

import java.time.Duration;
import java.util.function.Supplier;

import io.netty.handler.ssl.SslContext;

/**
 * The TLS of a pool.
 *
 * @param context asked once for each connection, so that a new context serves the next
 * connection
 * @param handshakeTimeout how long a handshake may take
 * @since 0.1.0
 */
public record TlsSettings(Supplier<SslContext> context, Duration handshakeTimeout) {

}
