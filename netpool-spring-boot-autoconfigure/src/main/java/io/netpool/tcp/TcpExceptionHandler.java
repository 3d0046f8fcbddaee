package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method that handles what {@link TcpHandler} methods throw, or their
 * replies complete with, and why a message reached none: {@link TcpConversionException},
 * {@link TcpValidationException}, {@link TcpNoRouteException}.
 * <p>
 * In a bean with {@code @TcpHandler} methods it is for these methods, and for messages of
 * their pools that reached no method. In a {@link TcpAdvice} bean it is for all; the bean
 * itself goes first. Of several methods of a bean the one for the most specific type is
 * called.
 * <p>
 * Parameters come in any order and each is optional: the exception, the
 * {@link TcpConnection}, the message ({@link String}, {@code byte[]} or
 * {@link java.nio.ByteBuffer}), the {@link java.security.Principal}, and attributes with
 * {@link TcpAttribute}. What it returns is sent, as from a {@code @TcpHandler} method. It
 * may close the connection, after its reply, with {@link TcpConnection#close()}.
 * <p>
 * It runs on the connection's lane. A message whose exception it handles is not logged,
 * but counted as failed. Where there is no such method the exception is logged, and the
 * connection stays open unless {@code netpool.tcp.handler.close-on-error} is set.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpExceptionHandler {

	/**
	 * The exceptions that are handled, with their subclasses.
	 * @return their types; if there is none, the type of the parameter
	 */
	Class<? extends Throwable>[] value() default {};

}
