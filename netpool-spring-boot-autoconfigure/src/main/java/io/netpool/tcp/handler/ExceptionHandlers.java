package io.netpool.tcp.handler;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.handler.HandlerMethodInvoker.Target;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ExceptionDepthComparator;

/**
 * Calls {@code @TcpExceptionHandler} methods: of the first bean that has one for the
 * exception, the one for the most specific type. If a bean has none for the exception
 * itself, the methods for its causes are considered, the outermost cause first, as for
 * Spring's {@code @MessageExceptionHandler}. A {@link TcpCloseException} is left to the
 * engine.
 *
 * @param beans methods of each bean by exception type
 * @param closeOnError whether a failure that no method handles closes the connection
 */
record ExceptionHandlers(List<Map<Class<? extends Throwable>, HandlerMethodInvoker>> beans,
		boolean closeOnError) implements FailureHandler {

	/**
	 * Maximum number of nested exceptions that are considered: a client may determine how
	 * deep a parser nests them, and a cause may be its own cause.
	 */
	private static final int MAX_DEPTH = 32;

	static FailureHandler of(List<Map<Class<? extends Throwable>, HandlerMethodInvoker>> beans, boolean closeOnError) {
		return (beans.isEmpty() && !closeOnError) ? NONE : new ExceptionHandlers(beans, closeOnError);
	}

	@Override
	public TcpReply handle(TcpConnection connection, Object message, Throwable failure) throws Throwable {
		Match match = (failure instanceof TcpCloseException) ? null : find(failure);
		if (match == null) {
			return rethrow(connection, failure);
		}
		return new HandledFailure(this, connection, failure, match.exception()).around(() -> {
			Target target = match.call().target();
			return (TcpReply) target.handle().invokeExact(target.bean(), connection, message, match.exception());
		});
	}

	private @Nullable Match find(Throwable failure) {
		return this.beans.stream().flatMap((bean) -> find(bean, failure)).findFirst().orElse(null);
	}

	private static Stream<Match> find(Map<Class<? extends Throwable>, HandlerMethodInvoker> bean, Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.limit(MAX_DEPTH)
			.flatMap((exception) -> mostSpecific(bean, exception).map((call) -> new Match(call, exception)).stream())
			.limit(1);
	}

	private static Optional<HandlerMethodInvoker> mostSpecific(
			Map<Class<? extends Throwable>, HandlerMethodInvoker> bean, Throwable exception) {
		Comparator<Class<? extends Throwable>> byDepth = new ExceptionDepthComparator(exception);
		return bean.keySet().stream().filter((type) -> type.isInstance(exception)).min(byDepth).map(bean::get);
	}

	private TcpReply rethrow(TcpConnection connection, Throwable failure) throws Throwable {
		if (this.closeOnError && !(failure instanceof TcpCloseException)) {
			connection.close();
		}
		throw failure;
	}

	/**
	 * A method and the exception that it is called with: the failure, or a cause of it.
	 */
	private record Match(HandlerMethodInvoker call, Throwable exception) {

	}

	private record HandledFailure(ExceptionHandlers handlers, TcpConnection connection, Throwable failure,
			Throwable exception) implements TcpMessageScope {

		@Override
		public TcpReply replied(Result result) {
			return TcpReply.failure(this.failure, result.message());
		}

		/**
		 * Called when the method itself has failed, or has rethrown its exception.
		 */
		@Override
		public TcpReply failed(Throwable another) throws Throwable {
			if (another != this.failure && another != this.exception) {
				another.addSuppressed(this.failure);
			}
			return this.handlers.rethrow(this.connection, another);
		}

	}

}
