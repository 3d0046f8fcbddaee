package io.netpool.tcp.handler;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.handler.HandlerMethodInvoker.Target;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ExceptionDepthComparator;

/**
 * Calls {@code @TcpExceptionHandler} methods: of the first bean that has one for the
 * exception, the one for the most specific type.
 *
 * @param beans methods of each bean by exception type
 * @param closeOnError whether a failure that no method handles closes the connection
 */
record ExceptionHandlers(List<Map<Class<? extends Throwable>, HandlerMethodInvoker>> beans,
		boolean closeOnError) implements FailureHandler {

	static FailureHandler of(List<Map<Class<? extends Throwable>, HandlerMethodInvoker>> beans, boolean closeOnError) {
		return (beans.isEmpty() && !closeOnError) ? NONE : new ExceptionHandlers(beans, closeOnError);
	}

	@Override
	public TcpReply handle(TcpConnection connection, Object message, Throwable failure) throws Throwable {
		HandlerMethodInvoker call = find(failure);
		if (call == null) {
			return rethrow(connection, failure);
		}
		return new HandledFailure(this, connection, failure).around(() -> {
			Target target = call.target();
			return (TcpReply) target.handle().invokeExact(target.bean(), connection, message, failure);
		});
	}

	private @Nullable HandlerMethodInvoker find(Throwable failure) {
		Comparator<Class<? extends Throwable>> byDepth = new ExceptionDepthComparator(failure);
		return this.beans.stream()
			.flatMap((bean) -> bean.keySet()
				.stream()
				.filter((type) -> type.isInstance(failure))
				.min(byDepth)
				.map(bean::get)
				.stream())
			.findFirst()
			.orElse(null);
	}

	private TcpReply rethrow(TcpConnection connection, Throwable failure) throws Throwable {
		if (this.closeOnError) {
			connection.close();
		}
		throw failure;
	}

	private record HandledFailure(ExceptionHandlers handlers, TcpConnection connection,
			Throwable failure) implements TcpMessageScope {

		@Override
		public TcpReply replied(Result result) {
			return TcpReply.failure(this.failure, result.message());
		}

		/**
		 * Called when the method itself has failed, or has rethrown the failure.
		 */
		@Override
		public TcpReply failed(Throwable another) throws Throwable {
			if (another != this.failure) {
				another.addSuppressed(this.failure);
			}
			return this.handlers.rethrow(this.connection, another);
		}

	}

}
