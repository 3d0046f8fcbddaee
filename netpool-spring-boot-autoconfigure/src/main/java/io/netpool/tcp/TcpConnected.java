package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method that is called for each new connection of a pool, before its first
 * message; with TLS, after the handshake.
 * <p>
 * The method is called on the connection's lane. It may have these parameters, in any
 * order, each optional: the {@link TcpConnection}, its {@link java.security.Principal},
 * {@linkplain TcpConnectionState states}, attributes with {@link TcpAttribute}. A return
 * value is sent as a greeting: a {@code String}, {@code byte[]},
 * {@link java.nio.ByteBuffer}, or a type that a {@link TcpMessageConverter} supports. If
 * the method throws, the connection is closed with {@link CloseReason#HANDLER_ERROR}; if
 * it throws a {@link TcpCloseException}, after its last reply, with
 * {@link CloseReason#PROTOCOL_ERROR}.
 *
 * @since 0.1.0
 * @see TcpHandler
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpConnected {

	/**
	 * Names of the pools. To specify them for all methods of a bean, use {@link TcpPool}.
	 * @return the names; if empty, those that {@link TcpPool} specifies for the bean, or
	 * else {@code default}, the pool under {@code netpool.tcp}
	 */
	String[] pool() default {};

}
