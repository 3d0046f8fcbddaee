package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method that is called once when a connection is closed, after its last
 * message. It is called for each connection that {@link TcpConnected} was called for.
 * <p>
 * The method is called on the connection's lane. It may have these parameters, in any
 * order, each optional: the {@link TcpConnection}, to which no message can be sent any
 * more, the {@link CloseReason}, the connection's {@link java.security.Principal},
 * {@linkplain TcpConnectionState states}, and attributes with {@link TcpAttribute}. It
 * returns {@code void}. {@link TcpConnection#groups()} returns the groups that the
 * connection was in when it was closed.
 *
 * @since 0.1.0
 * @see TcpHandler
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpDisconnected {

	/**
	 * Names of the pools. To specify them for all methods of a bean, use {@link TcpPool}.
	 * @return the names; if empty, those that {@link TcpPool} specifies for the bean, or
	 * else {@code default}, the pool under {@code netpool.tcp}
	 */
	String[] pool() default {};

}
