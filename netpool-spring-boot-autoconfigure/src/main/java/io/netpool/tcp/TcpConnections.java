package io.netpool.tcp;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The open connections of all acceptor pools of an application. There is one bean of this
 * type.
 * <p>
 * With {@code netpool.cluster.name}, messages are sent to connections of every instance
 * of the application, and exchanges work with each of them. Everything that returns
 * connections or counts them is about those of this instance.
 * <p>
 * Every method may be called from any thread. A connection is included from when its
 * {@link TcpConnected} methods have returned and their greeting is queued until it is
 * closed.
 *
 * @since 0.1.0
 */
public interface TcpConnections {

	/**
	 * Returns the number of open connections.
	 * @return the number at about this moment
	 */
	int count();

	/**
	 * Finds a connection.
	 * @param id its {@link TcpConnection#id()}
	 * @return the connection, if it is open
	 */
	Optional<TcpConnection> find(String id);

	/**
	 * Returns the open connections.
	 * @return those at about this moment, in no particular order
	 */
	Stream<TcpConnection> all();

	/**
	 * Sends a message to every connection.
	 * @param message as in {@link TcpGroup#send(Object)}
	 * @return as in {@link TcpGroup#send(Object)}
	 */
	CompletionStage<TcpDelivery> broadcast(Object message);

	/**
	 * Returns the connections of one acceptor pool. {@code pool("a").group("room")} are
	 * those of the pool that have joined a group.
	 * @param name the pool's name
	 * @return a live view
	 */
	TcpGroup pool(String name);

	/**
	 * Returns the connections of all pools that have joined a group.
	 * @param name the name given to {@link TcpConnection#join(String)}
	 * @return a live view
	 */
	TcpGroup group(String name);

	/**
	 * Returns the connections that are identified by a value: usually one, but two while
	 * a client has reconnected before the loss of its previous connection was detected,
	 * unless connections {@linkplain TcpConnection#claim claim} their values.
	 * @param key the key given to {@link TcpConnection#identify(String, Object)} or
	 * {@link TcpConnection#claim(String, Object)}
	 * @param value the value
	 * @return a live view
	 */
	TcpGroup identifiedBy(String key, Object value);

	/**
	 * Returns the connection with an id, which may be open on any instance of a
	 * {@linkplain io.netpool.tcp.cluster.TcpCluster cluster}.
	 * @param id its {@link TcpConnection#id()}
	 * @return a live view of at most one connection
	 */
	TcpGroup connection(String id);

	/**
	 * Returns the connections of this instance only: nothing is sent to others. For
	 * applications that tell every instance by themselves, through Kafka for example.
	 * @return the same connections, except those of other instances of a
	 * {@linkplain io.netpool.tcp.cluster.TcpCluster cluster}
	 */
	TcpConnections local();

}
