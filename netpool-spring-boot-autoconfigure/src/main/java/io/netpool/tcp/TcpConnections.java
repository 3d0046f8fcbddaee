package io.netpool.tcp;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The open connections of all acceptor pools of an application. There is one bean of it.
 * <p>
 * Every method may be called from any thread. A closed connection is nowhere in it.
 *
 * @since 0.1.0
 */
public interface TcpConnections {

	/**
	 * How many connections are open.
	 * @return the number at about this moment
	 */
	int count();

	/**
	 * Find a connection.
	 * @param id its {@link TcpConnection#id()}
	 * @return the connection, if it is open
	 */
	Optional<TcpConnection> find(String id);

	/**
	 * The connections that are open.
	 * @return those at about this moment, in no particular order
	 */
	Stream<TcpConnection> all();

	/**
	 * Send a message to every connection.
	 * @param message as in {@link TcpGroup#send(Object)}
	 * @return as in {@link TcpGroup#send(Object)}
	 */
	CompletionStage<Integer> broadcast(Object message);

	/**
	 * The connections of one acceptor pool.
	 * @param name the pool's name
	 * @return a live view
	 */
	TcpGroup pool(String name);

	/**
	 * The connections that have joined a group.
	 * @param name the name given to {@link TcpConnection#join(String)}
	 * @return a live view
	 */
	TcpGroup group(String name);

	/**
	 * The connections that are bound to a value of a key: mostly one, but two while a
	 * client that was lost unnoticed has come back.
	 * @param key the key given to {@link TcpConnection#identify(String, Object)}
	 * @param value the value
	 * @return a live view
	 */
	TcpGroup identifiedBy(String key, Object value);

}
