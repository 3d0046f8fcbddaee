package io.netpool.tcp;

import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A set of connections that messages can be sent to. It is a live view, which may be
 * kept, and never includes a closed connection.
 * <p>
 * Every method may be called from any thread.
 *
 * @since 0.1.0
 */
public interface TcpGroup {

	/**
	 * Returns the number of connections.
	 * @return the number at about this moment
	 */
	int count();

	/**
	 * Returns the connections.
	 * @return those at about this moment, in no particular order
	 */
	Stream<TcpConnection> connections();

	/**
	 * Sends a message to every connection. The message is encoded once per pool. A client
	 * that does not read does not delay the others: if its connection has no room for the
	 * message, {@code netpool.tcp.outbound.overflow} {@code disconnect} closes it, and
	 * with {@code wait} the message is not sent to it. Nor is it sent to connections
	 * without a principal in a pool with {@code netpool.tcp.authentication.required}.
	 * @param message as in {@link TcpConnection#send(Object)}
	 * @return completes, never exceptionally, when the message was written to the socket
	 * of every connection or was not sent: with the number of connections that it was
	 * written to
	 * @throws IllegalArgumentException if the message can't be encoded
	 */
	CompletionStage<Integer> send(Object message);

}
