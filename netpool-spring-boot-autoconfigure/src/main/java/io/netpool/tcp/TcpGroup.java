package io.netpool.tcp;

import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Connections that can be sent to together. It is a live view: it may be kept, is empty
 * while nobody belongs to it, and never holds a connection that is closed.
 * <p>
 * Every method may be called from any thread.
 *
 * @since 0.1.0
 */
public interface TcpGroup {

	/**
	 * How many connections belong to it.
	 * @return the number at about this moment
	 */
	int count();

	/**
	 * The connections that belong to it.
	 * @return those at about this moment, in no particular order
	 */
	Stream<TcpConnection> connections();

	/**
	 * Send a message to every connection. It is encoded once for all connections of a
	 * pool. A client that does not read holds up nobody: where its connection has no room
	 * for the message, {@code netpool.tcp.outbound.overflow} {@code disconnect} closes
	 * it, and with {@code wait} it does not get this message.
	 * @param message as in {@link TcpConnection#send(Object)}
	 * @return completes, never exceptionally, when it is known for every connection
	 * whether the message was written to its socket: with the number of those
	 * @throws IllegalArgumentException if the message can't be encoded
	 */
	CompletionStage<Integer> send(Object message);

}
