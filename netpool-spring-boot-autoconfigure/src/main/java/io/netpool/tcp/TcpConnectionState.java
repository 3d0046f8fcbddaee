package io.netpool.tcp;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose instances hold what a protocol knows about one connection, such as
 * whether its client has logged in:
 *
 * <pre class="code">
 * &#64;TcpConnectionState
 * class Session {
 *     &#64;Nullable String user;
 * }
 *
 * &#64;TcpHandler("USER")
 * String onUser(String line, Session session) {
 *     session.user = line.substring(5);
 *     return "+OK";
 * }
 * </pre>
 *
 * A parameter of this type, of any kind of handler method, is the connection's instance;
 * elsewhere, such as in a {@link TcpRouteResolver}, {@link TcpConnection#state} returns
 * it. It is created when it is first needed, once per connection, by the only constructor
 * of the class, which has no parameter or takes the {@link TcpConnection}. The class is
 * neither abstract nor an inner class, and is no bean.
 * <p>
 * Handlers of a connection are called one at a time and see what earlier ones have
 * written, so that a class that only they use needs no synchronization. A state that
 * holds resources is released by a {@link TcpDisconnected} method that takes it.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TcpConnectionState {

}
