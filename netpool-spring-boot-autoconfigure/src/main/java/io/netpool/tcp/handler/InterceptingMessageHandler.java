package io.netpool.tcp.handler;

import java.util.List;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.server.log.FailureLogger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls interceptors before and after each message.
 *
 * @param handler handler of the messages
 * @param interceptors interceptors, in the order of their calls
 * @param failures handler of exceptions that {@link TcpInterceptor#before} throws
 * @param failureLogger logs exceptions that {@link TcpInterceptor#after} throws
 */
record InterceptingMessageHandler(MessageHandler handler, List<TcpInterceptor> interceptors, FailureHandler failures,
		FailureLogger failureLogger) implements MessageHandler {

	private static final Log logger = LogFactory.getLog(InterceptingMessageHandler.class);

	static MessageHandler of(MessageHandler handler, List<TcpInterceptor> interceptors, FailureHandler failures) {
		return interceptors.isEmpty() ? handler
				: new InterceptingMessageHandler(handler, interceptors, failures, new FailureLogger());
	}

	@Override
	public TcpReply handle(TcpConnection connection, Object message) throws Throwable {
		Interception interception = new Interception(this.interceptors, this.failureLogger, connection, message);
		TcpReply reply;
		try {
			reply = reply(interception, connection, message);
		}
		catch (Throwable ex) {
			return interception.failed(ex);
		}
		return interception.follow(reply);
	}

	private TcpReply reply(Interception interception, TcpConnection connection, Object message) throws Throwable {
		boolean accepted;
		try {
			accepted = interception.before();
		}
		catch (Throwable ex) {
			return this.failures.handle(connection, message, ex);
		}
		return accepted ? this.handler.handle(connection, message) : TcpReply.none();
	}

	/**
	 * Interception of one message. Used on the lane only.
	 */
	private static final class Interception implements TcpMessageScope {

		private final List<TcpInterceptor> interceptors;

		private final FailureLogger failureLogger;

		private final TcpConnection connection;

		private final Object message;

		/**
		 * Number of interceptors whose {@code before} has returned {@code true}.
		 */
		private int passed;

		Interception(List<TcpInterceptor> interceptors, FailureLogger failureLogger, TcpConnection connection,
				Object message) {
			this.interceptors = interceptors;
			this.failureLogger = failureLogger;
			this.connection = connection;
			this.message = message;
		}

		boolean before() throws Exception {
			while (this.passed < this.interceptors.size()) {
				if (!this.interceptors.get(this.passed).before(this.connection, this.message)) {
					return false;
				}
				this.passed++;
			}
			return true;
		}

		/**
		 * Calls {@code after} of these interceptors. An exception of one of them must
		 * neither prevent the calls of the others nor the reply.
		 */
		@Override
		public void ended(@Nullable Throwable failure) {
			while (this.passed > 0) {
				this.passed--;
				TcpInterceptor interceptor = this.interceptors.get(this.passed);
				try {
					interceptor.after(this.connection, this.message, failure);
				}
				catch (RuntimeException ex) {
					this.failureLogger.error(logger,
							() -> "Interceptor " + interceptor.getClass().getName()
									+ " failed after a message of connection " + this.connection.id() + " of pool '"
									+ this.connection.pool() + "'",
							ex);
				}
			}
		}

	}

}
