package io.netpool.tcp.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import io.netpool.tcp.TcpAcceptorPool.Security;

import org.springframework.boot.ssl.SslBundle;

/**
 * Client for the pools of the application under test. It uses the framing, the charset,
 * the message converters and the TLS settings of the pool that it connects to.
 * <p>
 * Available as a bean in tests with {@link NetpoolTest} or
 * {@link AutoConfigureTcpTestClient}:
 *
 * <pre class="code">
 * client.connect().send("ann").expectMessage("hello ann");
 * </pre>
 *
 * Connections are closed at the end of each test. The next test starts when the
 * {@code @TcpDisconnected} methods of the application have returned, or after the
 * timeout. Tests that share an application context must not run in parallel.
 * <p>
 * Immutable: {@link #pool}, {@link #timeout} and {@link #tls} return another client.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class TcpTestClient {

	private final TestedPools pools;

	private final OpenConnections connections;

	private final ClientOptions options;

	TcpTestClient(TestedPools pools, OpenConnections connections, ClientOptions options) {
		this.pools = pools;
		this.connections = connections;
		this.options = options;
	}

	/**
	 * Select a pool. The default is the only pool that listens, or else the one under
	 * {@code netpool.tcp}.
	 * @param name the name of the pool
	 * @return a client for this pool
	 */
	public TcpTestClient pool(String name) {
		return with(this.options.withPool(name));
	}

	/**
	 * Set the timeout for connecting and for each expectation. The default is 5 seconds.
	 * @param timeout the timeout
	 * @return a client with this timeout
	 */
	public TcpTestClient timeout(Duration timeout) {
		return with(this.options.withTimeout(timeout));
	}

	/**
	 * Set the trusted certificates and the client certificate, for pools with TLS. By
	 * default, the client trusts the certificates of the pool and has none of its own.
	 * @param bundle the bundle: its truststore replaces the trust in the certificates of
	 * the pool; its keystore has the client certificate. Each is optional
	 * @return a client with this bundle
	 */
	public TcpTestClient tls(SslBundle bundle) {
		return with(this.options.withTls(bundle));
	}

	private TcpTestClient with(ClientOptions options) {
		return new TcpTestClient(this.pools, this.connections, options);
	}

	/**
	 * Connect to the pool. If the pool has TLS, this method returns after the handshake;
	 * with {@code ssl.start-tls}, call {@link TcpTestConnection#startTls()}.
	 * @return a new connection
	 * @throws IllegalStateException if the pool does not listen
	 * @throws UncheckedIOException if connecting or the TLS handshake fails
	 */
	public TcpTestConnection connect() {
		TestedPool pool = this.pools.find(this.options.pool());
		try {
			ClientSocket socket = ClientSocket.connect(pool, this.options);
			TcpTestConnection connection = new TcpTestConnection(pool, this.options, socket);
			this.connections.add(connection);
			if (pool.security() == Security.TLS) {
				connection.startTls();
			}
			return connection;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Failed to connect to %s at %s".formatted(pool, pool.address()), ex);
		}
	}

}
