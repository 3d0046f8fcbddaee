package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method that is told of each new connection of a pool, before its first
 * message.
 * <p>
 * It runs on the connection's lane. Parameters come in any order and each is optional:
 * the {@link TcpConnection}, its {@link java.security.Principal}, attributes with
 * {@link TcpAttribute}. With TLS it is called after the handshake. What it returns is
 * sent as a greeting: a {@code String}, {@code byte[]}, {@link java.nio.ByteBuffer}, or a
 * type that a {@link TcpMessageConverter} writes. When it throws, the connection is
 * closed with {@link CloseReason#HANDLER_ERROR}.
 *
 * @since 0.1.0
 * @see TcpHandler
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpConnected {

	/**
	 * The name of the pool whose connections are meant.
	 * @return the pool's name, {@code default} for the one under {@code netpool.tcp}
	 */
	String pool() default TcpAcceptorPool.DEFAULT_NAME;

}
