package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Marks a bean method that handles the messages of one or several acceptor pools.
 * <p>
 * The method may have these parameters, in any order, each optional:
 * <ul>
 * <li>the message, as {@link String}, {@code byte[]}, {@link java.nio.ByteBuffer}, or a
 * type that a {@link TcpMessageConverter} supports. Protocol Buffers are supported if
 * they are on the class path, and any other type as JSON if there is a {@code JsonMapper}
 * bean;</li>
 * <li>the {@link TcpConnection} that received the message;</li>
 * <li>the connection's {@link java.security.Principal}, {@code null} if it has none;</li>
 * <li>any number of states of the connection, see {@link TcpConnectionState};</li>
 * <li>any number of attributes of the connection, with {@link TcpAttribute}.</li>
 * </ul>
 * The parameters are validated as in Spring MVC: a message with {@code @Valid} or
 * {@code @Validated}, the elements of a collection, map or array with {@code @Valid}, and
 * constraint annotations on any parameter. A bean whose class is {@code @Validated}
 * validates them itself. If a constraint is violated, a {@link TcpValidationException} is
 * thrown and the method is not called.
 * <p>
 * The method returns {@code void} or its reply:
 * <ul>
 * <li>one reply, as one of the types of a message or as {@code char[]}, which is text;
 * {@code null} and an empty {@link java.util.Optional} mean none;</li>
 * <li>one asynchronous reply, as a {@link java.util.concurrent.CompletionStage} or a
 * reactive type such as {@code Mono}. The next message of the connection is handled after
 * it has completed;</li>
 * <li>several replies, in a reactive type such as {@code Flux}, a
 * {@link java.util.Collection}, a {@link java.util.stream.Stream}, which is closed, an
 * array, or a type that is declared as {@link Iterable}. Another type that is iterable,
 * such as a page of a query's results, is one reply. They are sent in order, and
 * requested no faster than the client reads; when the connection is lost, no more are
 * requested. {@link TcpConnection#close} on the lane waits for all of them; called by
 * another thread, it ends them after a second.</li>
 * </ul>
 * Exceptions of the method, and of its asynchronous replies, are handled by a
 * {@link TcpExceptionHandler}. A {@link TcpCloseException} closes the connection after a
 * last reply.
 * <p>
 * The messages of one connection are handled one at a time and in order, on the
 * connection's lane. The method may block, which delays its own connection only, unless
 * {@code netpool.tcp.handler.execution} is {@code event-loop}. For different connections
 * the method is called concurrently.
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
	 * Routes whose messages are handled. The route of a message is determined as
	 * {@code netpool.tcp.routing} says, by default its first word, and stays part of the
	 * message. A method without routes handles the messages that no other method of the
	 * pool handles.
	 * @return the routes, each handled by only one method of the pool
	 */
	@AliasFor("value")
	String[] route() default {};

	/**
	 * Names of the pools. To specify them for all methods of a bean, use {@link TcpPool}.
	 * @return the names; if empty, those that {@link TcpPool} specifies for the bean, or
	 * else {@code default}, the pool under {@code netpool.tcp}
	 */
	String[] pool() default {};

	/**
	 * Whether the method is also called while the connection has no
	 * {@linkplain TcpConnection#principal() principal}, as the method that handles the
	 * login must be. Of significance only in a pool with
	 * {@code netpool.tcp.authentication.required}, where any other message of such a
	 * connection closes it with {@link CloseReason#UNAUTHENTICATED}.
	 * @return {@code true} to handle messages of clients that have not logged in
	 */
	boolean permitAll() default false;

}
