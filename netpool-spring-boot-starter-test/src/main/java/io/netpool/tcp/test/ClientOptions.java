package io.netpool.tcp.test;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * How a client connects.
 *
 * @param pool the pool's name, {@code null} for the default or the only one
 * @param timeout how long it waits
 * @param tls whom it trusts and who it is, {@code null} to trust the pool's certificates
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
