package io.netpool.tcp.autoconfigure.security;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.DelegatingTcpEndpoint;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Step;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Runs the handlers of a connection with its principal in the {@link SecurityContext}, if
 * the principal is an {@link Authentication}.
 *
 * @param strategy holds the security context of the current thread
 */
record SecurityContextDecorator(SecurityContextHolderStrategy strategy) implements TcpEndpointDecorator {

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		return new DelegatingTcpEndpoint(endpoint) {

			@Override
			public TcpReply connected(TcpConnection connection) throws Throwable {
				return scope(connection).around(() -> super.connected(connection));
			}

			@Override
			public TcpReply message(TcpConnection connection, Object message) throws Throwable {
				return scope(connection).around(() -> super.message(connection, message));
			}

			@Override
			public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
				scope(connection).run(() -> {
					super.disconnected(connection, reason);
					return TcpReply.none();
				});
			}

		};
	}

	private TcpMessageScope scope(TcpConnection connection) {
		return new SecurityContextScope(this.strategy, connection);
	}

	/**
	 * Each step has a context of its own, with the principal of that moment. The thread
	 * goes on with another connection: it must neither bring a context along, which it
	 * may have inherited, nor keep one, which also an anonymous client's handler may have
	 * set.
	 */
	private record SecurityContextScope(SecurityContextHolderStrategy strategy,
			TcpConnection connection) implements TcpMessageScope {

		@Override
		public TcpReply run(Step step) throws Throwable {
			if (this.connection.principal() instanceof Authentication authentication) {
				SecurityContext context = this.strategy.createEmptyContext();
				context.setAuthentication(authentication);
				this.strategy.setContext(context);
			}
			else {
				this.strategy.clearContext();
			}
			try {
				return step.run();
			}
			finally {
				this.strategy.clearContext();
			}
		}

	}

}
