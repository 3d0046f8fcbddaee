package io.netpool.tcp;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

/**
 * A client's connection, from the moment an acceptor took it until it is closed.
 * <p>
 * Every method may be called from any thread.
 *
 * @since 0.1.0
 */
public interface TcpConnection {

	/**
	 * A name for this connection, unique among all connections of the application.
	 * @return the identifier, short enough for a log line
	 */
	String id();

	/**
	 * The name of the acceptor pool that serves this connection.
	 * @return the pool's name
	 */
	String pool();

	/**
	 * The client's address.
	 * @return the address, also after the connection was closed
	 */
	InetSocketAddress remoteAddress();

	/**
	 * The address the client connected to.
	 * @return the address, also after the connection was closed
	 */
	InetSocketAddress localAddress();

	/**
	 * What the application remembers of this connection. The map is empty at first, and
	 * is dropped with the connection.
	 * @return a mutable map that holds no {@code null}
	 */
	ConcurrentMap<String, Object> attributes();

	/**
	 * Whether messages can still be sent.
	 * @return {@code false} as soon as {@link #close()} or {@link #abort()} was called or
	 * the connection was lost
	 */
	boolean isOpen();

	/**
	 * Sends a message, framed like a reply. Messages leave in the order of these calls;
	 * those that a handler sends leave before the reply it returns.
	 * <p>
	 * What a client does not read waits in memory, up to
	 * {@code netpool.tcp.outbound.max-pending} bytes. Above that
	 * {@code netpool.tcp.outbound.overflow} decides: {@code wait} holds the calling
	 * thread until the client has read enough (an I/O thread is never held: there the
	 * message is not sent), {@code disconnect} closes the connection.
	 * @param message a {@link CharSequence} or {@code byte[]}; it must not be changed
	 * afterwards
	 * @return completes when the message was written to the socket, and exceptionally
	 * with a {@link TcpSendException} when it was not
	 * @throws IllegalArgumentException if the message is of another type
	 */
	CompletionStage<Void> send(Object message);

	/**
	 * Closes the connection after everything sent before has been written. No further
	 * message is handled. Calling it again has no effect.
	 */
	void close();

	/**
	 * Closes the connection now. What has not been written is dropped, and the client may
	 * see a reset. Calling it again has no effect.
	 */
	void abort();

}
