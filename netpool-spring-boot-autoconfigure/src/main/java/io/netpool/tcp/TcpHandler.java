package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Marks a bean method that handles the messages of an acceptor pool.
 * <p>
 * Parameters come in any order and each is optional:
 * <ul>
 * <li>the message, as {@link String}, {@code byte[]}, {@link java.nio.ByteBuffer}, or a
 * type that a {@link TcpMessageConverter} reads. Protocol Buffers are read where they are
 * on the class path, and any other type as JSON where there is a {@code JsonMapper} bean.
 * With {@code @Valid} or {@code @Validated} it is validated;</li>
 * <li>the {@link TcpConnection} it came from;</li>
 * <li>the connection's {@link java.security.Principal}, {@code null} if it has none;</li>
 * <li>any number of attributes of the connection, with {@link TcpAttribute}.</li>
 * </ul>
 * The method returns {@code void}, or what it replies:
 * <ul>
 * <li>one reply, as one of the types of a message; {@code null} means none;</li>
 * <li>one reply that comes later, in a {@link java.util.concurrent.CompletionStage} or a
 * reactive type such as {@code Mono}. The next message of the connection waits for
 * it;</li>
 * <li>several replies, in a reactive type such as {@code Flux}, an {@link Iterable}, a
 * {@link java.util.stream.Stream}, which is closed, or an array. They are sent in order,
 * and fetched no faster than the client reads; when the connection is lost, the rest is
 * not fetched. They are sent as by {@link TcpConnection#send}: none after
 * {@link TcpConnection#close}.</li>
 * </ul>
 * What it throws, or its reply completes with, goes to a {@link TcpExceptionHandler}.
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
	 * An alias of {@link #route()}.
	 * @return the routes
	 */
	@AliasFor("route")
	String[] value() default {};

	/**
	 * The routes whose messages are handled, found in a message as
	 * {@code netpool.tcp.routing} says: its first word if nothing is set. The message is
	 * handed over whole, its route included. A method without a route handles what no
	 * other method of the pool does.
	 * @return the routes, each handled by one method of the pool only
	 */
	@AliasFor("value")
	String[] route() default {};

	/**
	 * The name of the pool whose messages are handled.
	 * @return the pool's name, {@code default} for the one under {@code netpool.tcp}
	 */
	String pool() default TcpAcceptorPool.DEFAULT_NAME;

}
