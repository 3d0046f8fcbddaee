package io.netpool.sample.extending;

import io.netpool.tcp.DelegatingTcpEndpoint;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes the pool of the connection known to whatever a handler calls.
 */
@Component
class CurrentPool implements TcpEndpointDecorator {

	private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

	static @Nullable String get() {
		return CURRENT.get();
	}

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		TcpMessageScope scope = new TcpMessageScope() {

			@Override
			public TcpReply run(TcpReply.Step step) throws Throwable {
				CURRENT.set(pool);
				try {
					return step.run();
				}
				finally {
					CURRENT.remove();
				}
			}

		};
		return new DelegatingTcpEndpoint(endpoint) {

			@Override
			public TcpReply message(TcpConnection connection, Object message) throws Throwable {
				return scope.around(() -> super.message(connection, message));
			}

		};
	}

}
