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
 * more, the {@link CloseReason}, the connection's {@link java.security.Principal}, and
 * attributes with {@link TcpAttribute}. It returns {@code void}.
 *
 * @since 0.1.0
 * @see TcpHandler
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpDisconnected {

	/**
	 * Name of the pool.
	 * @return the name, {@code default} for the one under {@code netpool.tcp}
	 */
	String pool() default TcpAcceptorPool.DEFAULT_NAME;

}
