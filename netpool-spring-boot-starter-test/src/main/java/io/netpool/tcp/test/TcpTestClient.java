package io.netpool.tcp.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import io.netpool.tcp.autoconfigure.PoolProtocol.Security;

import org.springframework.boot.ssl.SslBundle;

/**
 * Connects to the pools of the application that is tested, and speaks as their settings
 * say: with their framing, charset and converters, and with TLS where they have it.
 * <p>
 * It is a bean of a {@link NetpoolTest}, and with {@link AutoConfigureTcpTestClient} of
 * any other test:
 *
 * <pre class="code">
 * client.connect().send("ann").expectMessage("hello ann");
 * </pre>
 *
 * Connections are closed at the end of each test, and the application has then been told
 * so: its {@code @TcpDisconnected} methods have returned, unless they take longer than
 * the timeout. Tests that share a client have to run one after the other.
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
	 * Choose a pool. Unless chosen, it is the only one that listens, or that under
	 * {@code netpool.tcp}.
	 * @param name the pool's name
	 * @return a client of this pool
	 */
	public TcpTestClient pool(String name) {
		return with(this.options.withPool(name));
	}

	/**
	 * Choose how long to wait, for a connection and for everything that is expected of
	 * it. Unless chosen, it is 5 seconds.
	 * @param timeout the longest time
	 * @return a client with this timeout
	 */
	public TcpTestClient timeout(Duration timeout) {
		return with(this.options.withTimeout(timeout));
	}

	/**
	 * Choose whom to trust and who to be, for pools with TLS. Unless chosen, the client
	 * trusts the certificates of the pool, and shows none.
	 * @param bundle its truststore has those that are trusted; without one, they are the
	 * pool's. Its keystore has the certificate that the pool is shown if it asks for one
	 * @return a client with this bundle
	 */
	public TcpTestClient tls(SslBundle bundle) {
		return with(this.options.withTls(bundle));
	}

	private TcpTestClient with(ClientOptions options) {
		return new TcpTestClient(this.pools, this.connections, options);
	}

	/**
	 * Connect. With TLS, the handshake is done afterwards; where the pool has
	 * {@code ssl.start-tls}, {@link TcpTestConnection#startTls()} does it.
	 * @return a new connection
	 * @throws IllegalStateException if the pool does not listen
	 * @throws UncheckedIOException if it can't be connected to, or the handshake fails
	 */
	public TcpTestConnection connect() {
		TestedPool pool = this.pools.find(this.options.pool());
		try {
			ClientSocket socket = ClientSocket.connect(pool, this.options);
			TcpTestConnection connection = new TcpTestConnection(pool, this.options, socket);
			this.connections.add(connection);
			if (pool.protocol().security() == Security.TLS) {
				connection.startTls();
			}
			return connection;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Can't connect to %s at %s".formatted(pool, pool.address()), ex);
		}
	}

}
