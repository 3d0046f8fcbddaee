package io.netpool.tcp.handler;

import java.util.List;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Interceptors see each message before it is handled and after.
 *
 * @param handling what is done with messages that pass
 * @param interceptors who sees them, in this order
 * @param failures what is done about what {@code before} throws
 */
record InterceptingMessageHandler(MessageHandler handling, List<TcpInterceptor> interceptors,
		FailureHandler failures) implements MessageHandler {

	private static final Log logger = LogFactory.getLog(InterceptingMessageHandler.class);

	static MessageHandler of(MessageHandler handling, List<TcpInterceptor> interceptors, FailureHandler failures) {
		return interceptors.isEmpty() ? handling : new InterceptingMessageHandler(handling, interceptors, failures);
	}

	@Override
	public TcpReply handle(TcpConnection connection, Object message) throws Throwable {
		Passage passage = new Passage(this.interceptors, connection, message);
		TcpReply reply;
		try {
			reply = reply(passage, connection, message);
		}
		catch (Throwable ex) {
			return passage.failed(ex);
		}
		return passage.follow(reply);
	}

	private TcpReply reply(Passage passage, TcpConnection connection, Object message) throws Throwable {
		boolean passes;
		try {
			passes = passage.enter();
		}
		catch (Throwable ex) {
			return this.failures.handle(connection, message, ex);
		}
		return passes ? this.handling.handle(connection, message) : TcpReply.none();
	}

	/**
	 * The way of one message. Used by its lane.
	 */
	private static final class Passage implements TcpMessageScope {

		private final List<TcpInterceptor> interceptors;

		private final TcpConnection connection;

		private final Object message;

		private int passed;

		Passage(List<TcpInterceptor> interceptors, TcpConnection connection, Object message) {
			this.interceptors = interceptors;
			this.connection = connection;
			this.message = message;
		}

		boolean enter() throws Exception {
			while (this.passed < this.interceptors.size()) {
				if (!this.interceptors.get(this.passed).before(this.connection, this.message)) {
					return false;
				}
				this.passed++;
			}
			return true;
		}

		/**
		 * What one of them throws must keep neither the others from being told nor the
		 * reply from being sent.
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
					logger.error("Interceptor " + interceptor + " failed after a message of connection "
							+ this.connection.id() + " of pool '" + this.connection.pool() + "'", ex);
				}
			}
		}

	}

}
