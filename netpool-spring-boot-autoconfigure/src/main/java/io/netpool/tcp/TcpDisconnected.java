package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method that is told once of the end of each connection that
 * {@link TcpConnected} was told of, after its last message.
 * <p>
 * It runs on the connection's lane. Parameters come in any order and each is optional:
 * the {@link TcpConnection}, to which nothing can be sent any more, the
 * {@link CloseReason}, the connection's {@link java.security.Principal}, and attributes
 * with {@link TcpAttribute}. It returns {@code void}.
 *
 * @since 0.1.0
 * @see TcpHandler
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpDisconnected {

	/**
	 * The name of the pool whose connections are meant.
	 * @return the pool's name, {@code default} for the one under {@code netpool.tcp}
	 */
	String pool() default TcpAcceptorPool.DEFAULT_NAME;

}
