package io.netpool.tcp.observe;

import java.util.Map;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpPool;

/**
 * Strategy to read the trace headers of a message, so that its observation continues the
 * trace of the client. Beans of this type are used for all pools, or for those of
 * {@link TcpPool}; of several, sorted by {@code @Order}, the first one that returns
 * headers is used. It is called once per message, and only if Micrometer Tracing creates
 * a span for it, on the connection's lane, concurrently for different connections:
 *
 * <pre class="code">
 * &#064;Bean
 * TcpTraceContext traceContext() {
 *     return (message, connection) -&gt; {
 *         String text = (String) message;
 *         return (text.length() &gt;= 55) ? Map.of("traceparent", text.substring(0, 55)) : Map.of();
 *     };
 * }
 * </pre>
 *
 * It is called before the message is converted. A message that cannot be converted is
 * part of the client's trace, too.
 * <p>
 * A client that sends trace headers decides to which trace its messages belong, and
 * usually whether they are sampled; headers such as {@code baggage} go on to other
 * services. For clients that are not trusted, return none.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpTraceContext {

	/**
	 * Returns the trace headers of a message.
	 * @param message message: a {@code byte[]} if a handler of the pool takes bytes or
	 * none takes text, otherwise a {@link String}; or what the framing has parsed
	 * @param connection connection that has received the message
	 * @return the values of the headers by their names, as the propagation format in use
	 * writes them, such as {@code traceparent} and {@code tracestate} of W3C Trace
	 * Context, or {@code b3}; empty if the message begins a trace. An exception is logged
	 * and has the same effect
	 */
	Map<String, String> headers(Object message, TcpConnection connection);

}
