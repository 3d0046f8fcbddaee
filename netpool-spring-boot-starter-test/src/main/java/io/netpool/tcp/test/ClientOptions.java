package io.netpool.tcp.test;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * The options of a {@link TcpTestClient}.
 *
 * @param pool the name of the pool, {@code null} for the only or the default one
 * @param timeout the timeout for connecting and for each expectation
 * @param tls the trusted certificates and the client's own, {@code null} to trust those
 * of the pool
 */
record ClientOptions(@Nullable String pool, Duration timeout, @Nullable SslBundle tls) {

	static final ClientOptions DEFAULTS = new ClientOptions(null, Duration.ofSeconds(5), null);

	ClientOptions withPool(String pool) {
		return new ClientOptions(pool, this.timeout, this.tls);
	}

	ClientOptions withTimeout(Duration timeout) {
		return new ClientOptions(this.pool, timeout, this.tls);
	}

	ClientOptions withTls(SslBundle tls) {
		return new ClientOptions(this.pool, this.timeout, tls);
	}

}
