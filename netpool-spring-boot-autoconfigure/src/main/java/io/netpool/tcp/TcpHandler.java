package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method that handles the messages of an acceptor pool.
 * <p>
 * Parameters come in any order and each is optional: the message, as {@link String} or
 * {@code byte[]}, and the {@link TcpConnection} it came from. The method returns
 * {@code void}, or a {@code String} or {@code byte[]} that is sent as the reply;
 * {@code null} means no reply.
 * <p>
 * For one connection, messages are handled one at a time and in the order in which they
 * came, on the connection's lane. The method may block: it delays its own connection
 * only, unless {@code netpool.tcp.handler.execution} is {@code event-loop}. For different
 * connections it is called concurrently.
 *
 * @since 0.1.0
 * @see TcpConnected
 * @see TcpDisconnected
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpHandler {

	/**
	 * The name of the pool whose messages are handled.
	 * @return the pool's name, {@code default} for the one under {@code netpool.tcp}
	 */
	String pool() default TcpAcceptorPool.DEFAULT_NAME;

}
