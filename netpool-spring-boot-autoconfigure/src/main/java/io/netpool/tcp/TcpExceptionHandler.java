package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method that handles exceptions of {@link TcpHandler} methods and of their
 * asynchronous replies, and the exceptions of messages that reach no method:
 * {@link TcpConversionException}, {@link TcpValidationException},
 * {@link TcpNoRouteException}.
 * <p>
 * In a bean with {@code @TcpHandler} methods it applies to these methods, and to messages
 * of their pools that reach no method. In a {@link TcpAdvice} bean it applies to all
 * beans; methods of the bean itself take precedence. If a bean has several methods for an
 * exception, the one with the most specific type is called. If it has none, its methods
 * for the cause are considered, then for the cause of the cause, and so on: a method for
 * {@link java.io.IOException} also handles one that is wrapped in a
 * {@link java.util.concurrent.CompletionException}, and is called with the
 * {@code IOException}.
 * <p>
 * The method may have these parameters, in any order, each optional: the exception, the
 * {@link TcpConnection}, the message ({@link String}, {@code byte[]} or
 * {@link java.nio.ByteBuffer}), the {@link java.security.Principal},
 * {@linkplain TcpConnectionState states}, and attributes with {@link TcpAttribute}. A
 * return value is sent as a reply, as from a {@code @TcpHandler} method. It may close the
 * connection, after its reply, with {@link TcpConnection#close()}, or by throwing a
 * {@link TcpCloseException}, which itself no exception handler handles.
 * <p>
 * The method is called on the connection's lane. An exception that it handles is not
 * logged, but its message is counted as failed. An exception that no method handles is
 * logged, and the connection stays open unless {@code netpool.tcp.handler.close-on-error}
 * is set.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpExceptionHandler {

	/**
	 * Types of the exceptions to handle, including subclasses.
	 * @return the types; the type of the parameter if empty
	 */
	Class<? extends Throwable>[] value() default {};

}
