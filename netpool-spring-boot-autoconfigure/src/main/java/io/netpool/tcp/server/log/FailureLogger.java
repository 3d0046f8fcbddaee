package io.netpool.tcp.server.log;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.netpool.tcp.TcpAttributeException;
import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpNoRouteException;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.TcpValidationException;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Logs failures in the handling of messages and connections, of which a client can cause
 * any number: one of a kind in a while, with the number of the others.
 * <p>
 * A failure that the client is to blame for, such as a message that cannot be converted,
 * is a WARN without a stack trace, one per type of exception. Any other failure is an
 * ERROR with its stack trace, one per type of exception and place where it was thrown. At
 * DEBUG, each failure is logged with its stack trace. Any thread may call.
 */
public final class FailureLogger {

	/**
	 * Maximum number of kinds that have a limit of their own; further ones share one.
	 */
	private static final int MAX_KINDS = 64;

	private final ConcurrentMap<Kind, LogLimit> limits = new ConcurrentHashMap<>();

	private final LongSupplier clock;

	private final LogLimit otherKinds;

	public FailureLogger() {
		this(System::nanoTime);
	}

	FailureLogger(LongSupplier clock) {
		this.clock = clock;
		this.otherKinds = new LogLimit(clock);
	}

	/**
	 * Logs a failure, or counts it as suppressed.
	 * @param logger the logger
	 * @param event what failed, the beginning of the log message; must be harmless
	 * @param failure the failure
	 */
	public void log(Log logger, Supplier<String> event, Throwable failure) {
		Throwable unwrapped = unwrap(failure);
		if (!isCausedByClient(unwrapped)) {
			error(logger, event, failure);
			return;
		}
		if (logger.isDebugEnabled()) {
			LogSanitizer.debug(logger, event.get(), failure);
		}
		limitOf(new Kind(unwrapped.getClass(), null)).log((suppressed) -> logger
			.warn(event.get() + ": " + LogSanitizer.of(unwrapped) + LogLimit.suffix(suppressed)));
	}

	/**
	 * Logs a failure that no client is to blame for, whatever its type, or counts it as
	 * suppressed.
	 * @param logger the logger
	 * @param event what failed, the beginning of the log message; must be harmless
	 * @param failure the failure
	 */
	public void error(Log logger, Supplier<String> event, Throwable failure) {
		boolean logged = limitOf(Kind.of(unwrap(failure)))
			.log((suppressed) -> LogSanitizer.error(logger, event.get() + LogLimit.suffix(suppressed), failure));
		if (!logged && logger.isDebugEnabled()) {
			LogSanitizer.debug(logger, event.get(), failure);
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
		return (wrapper && cause != null) ? cause : failure;
	}

	private static boolean isCausedByClient(Throwable failure) {
		if (failure instanceof TcpConversionException conversion) {
			return !conversion.isOutbound();
		}
		return failure instanceof TcpValidationException || failure instanceof TcpNoRouteException
				|| failure instanceof TcpAttributeException || failure instanceof TcpFramingException
				|| failure instanceof TcpSendException || failure instanceof TcpExchangeException;
	}

	private LogLimit limitOf(Kind kind) {
		LogLimit known = this.limits.get(kind);
		if (known != null) {
			return known;
		}
		return (this.limits.size() < MAX_KINDS) ? this.limits.computeIfAbsent(kind, (added) -> new LogLimit(this.clock))
				: this.otherKinds;
	}

	/**
	 * Failures that are logged as one.
	 *
	 * @param type the type of the exception
	 * @param place where it was thrown, {@code null} if that does not matter or is not
	 * known
	 */
	private record Kind(Class<?> type, @Nullable StackTraceElement place) {

		/**
		 * The memory or the stack may run out anywhere.
		 */
		static Kind of(Throwable failure) {
			StackTraceElement[] frames = (failure instanceof VirtualMachineError) ? new StackTraceElement[0]
					: failure.getStackTrace();
			return new Kind(failure.getClass(), (frames.length > 0) ? frames[0] : null);
		}

	}

}
