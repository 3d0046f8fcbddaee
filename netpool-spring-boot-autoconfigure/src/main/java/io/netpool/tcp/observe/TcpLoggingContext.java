package io.netpool.tcp.observe;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.DelegatingTcpEndpoint;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the connection's id and its pool into SLF4J's {@link MDC} while a handler of the
 * connection runs, under the keys {@code netpool.connection} and {@code netpool.pool}.
 *
 * @since 0.1.0
 */
public final class TcpLoggingContext implements TcpEndpointDecorator {

	/**
	 * The order in which this decorator is applied: outermost, so that other decorators
	 * log with it.
	 */
	public static final int ORDER = Integer.MIN_VALUE + 10;

	private static final String CONNECTION = "netpool.connection";

	private static final String POOL = "netpool.pool";

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		return new DelegatingTcpEndpoint(endpoint) {

			@Override
			public TcpReply connected(TcpConnection connection) throws Throwable {
				return new Entries(connection).around(() -> super.connected(connection));
			}

			@Override
			public TcpReply message(TcpConnection connection, Object message) throws Throwable {
				return new Entries(connection).around(() -> super.message(connection, message));
			}

			@Override
			public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
				new Entries(connection).run(() -> {
					super.disconnected(connection, reason);
					return TcpReply.none();
				});
			}

		};
	}

	private record Entries(TcpConnection connection) implements TcpMessageScope {

		@Override
		public TcpReply run(Step step) throws Throwable {
			String connectionBefore = MDC.get(CONNECTION);
			String poolBefore = MDC.get(POOL);
			MDC.put(CONNECTION, this.connection.id());
			MDC.put(POOL, this.connection.pool());
			try {
				return step.run();
			}
			finally {
				restore(CONNECTION, connectionBefore);
				restore(POOL, poolBefore);
			}
		}

		private static void restore(String key, @Nullable String value) {
			if (value != null) {
				MDC.put(key, value);
			}
			else {
				MDC.remove(key);
			}
		}

	}

}
