package io.netpool.tcp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.netpool.tcp.TcpExchangeException.Reason;
import org.jspecify.annotations.Nullable;

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
	 * Returns the connections of this group that have also joined another.
	 * @param name name given to {@link TcpConnection#join(String)}
	 * @return a live view
	 */
	TcpGroup group(String name);

	/**
	 * Returns the connections of this group without one, such as the sender of the
	 * message.
	 * @param connection connection to leave out, which need not be in this group
	 * @return a live view
	 */
	TcpGroup except(TcpConnection connection);

	/**
	 * Returns the same connections, where a client that does not read misses a message,
	 * whatever {@code netpool.tcp.outbound.overflow} says. For messages that the next one
	 * replaces, such as prices.
	 * @return a live view
	 */
	TcpGroup skipSlow();

	/**
	 * Returns the same connections, where a client that does not read is closed with
	 * {@link CloseReason#SLOW_READER}, whatever {@code netpool.tcp.outbound.overflow}
	 * says. For messages that no client may miss.
	 * @return a live view
	 */
	TcpGroup closeSlow();

	/**
	 * Sends a message to every connection, with a
	 * {@linkplain io.netpool.tcp.cluster.TcpCluster cluster} of every instance. The
	 * message is encoded once per pool. A client that does not read does not delay the
	 * others: if its connection has no room for the message,
	 * {@code netpool.tcp.outbound.overflow} {@code disconnect} closes it, and with
	 * {@code wait} the message is not sent to it. {@link #skipSlow()} and
	 * {@link #closeSlow()} choose for one call.
	 * <p>
	 * It is not sent to connections without a principal in a pool with
	 * {@code netpool.tcp.authentication.required}.
	 * @param message as in {@link TcpConnection#send(Object)}
	 * @return completes, never exceptionally, when the message was written to the socket
	 * of every connection or was not sent: with the number of connections that it was
	 * written to. It completes on an I/O thread or a thread of the cluster: continue with
	 * its {@code Async} methods if the continuation may block
	 * @throws IllegalArgumentException if the message can't be encoded
	 */
	CompletionStage<TcpDelivery> send(Object message);

	/**
	 * Sends each connection of this instance a message of its own. Apart from that, as
	 * {@link #send(Object)}.
	 * @param message creates the message for a connection, called by the calling thread;
	 * {@code null} sends it none
	 * @return as of {@link #send(Object)}
	 * @throws IllegalArgumentException if a message can't be encoded; the connections
	 * before have been sent theirs
	 */
	CompletionStage<TcpDelivery> sendEach(Function<TcpConnection, ? extends @Nullable Object> message);

	/**
	 * Sends a command to the only connection and awaits its answer, as
	 * {@link TcpConnection#exchange(Object, Class, Predicate)} does.
	 * @param <T> the type of the answer
	 * @param command as there
	 * @param type as there
	 * @param isAnswer as there
	 * @return as there; fails with {@link Reason#NO_CONNECTION} or
	 * {@link Reason#SEVERAL_CONNECTIONS} unless there is exactly one connection
	 */
	default <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer) {
		return withOnlyConnection((connection) -> connection.exchange(command, type, isAnswer));
	}

	/**
	 * Sends a command to the only connection and awaits its answer, as
	 * {@link TcpConnection#exchange(Object, Class, Predicate, Duration)} does.
	 * @param <T> the type of the answer
	 * @param command as there
	 * @param type as there
	 * @param isAnswer as there
	 * @param timeout as there
	 * @return as there; fails with {@link Reason#NO_CONNECTION} or
	 * {@link Reason#SEVERAL_CONNECTIONS} unless there is exactly one connection
	 */
	default <T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer,
			Duration timeout) {
		return withOnlyConnection((connection) -> connection.exchange(command, type, isAnswer, timeout));
	}

	/**
	 * Sends a command to the only connection and awaits its answer, as
	 * {@link TcpConnection#exchange(Object, Class)} does.
	 * @param <T> the type of the answer
	 * @param command as there
	 * @param type as there
	 * @return as there; fails with {@link Reason#NO_CONNECTION} or
	 * {@link Reason#SEVERAL_CONNECTIONS} unless there is exactly one connection
	 */
	default <T> CompletionStage<T> exchange(Object command, Class<T> type) {
		return withOnlyConnection((connection) -> connection.exchange(command, type));
	}

	/**
	 * Sends a command to the only connection and awaits its answer, as
	 * {@link TcpConnection#exchange(Object, Class, Duration)} does.
	 * @param <T> the type of the answer
	 * @param command as there
	 * @param type as there
	 * @param timeout as there
	 * @return as there; fails with {@link Reason#NO_CONNECTION} or
	 * {@link Reason#SEVERAL_CONNECTIONS} unless there is exactly one connection
	 */
	default <T> CompletionStage<T> exchange(Object command, Class<T> type, Duration timeout) {
		return withOnlyConnection((connection) -> connection.exchange(command, type, timeout));
	}

	private <T> CompletionStage<T> withOnlyConnection(Function<TcpConnection, CompletionStage<T>> exchange) {
		List<TcpConnection> connections = connections().limit(2).toList();
		if (connections.size() == 1) {
			return exchange.apply(connections.get(0));
		}
		boolean none = connections.isEmpty();
		return CompletableFuture.failedFuture(new TcpExchangeException(
				none ? Reason.NO_CONNECTION : Reason.SEVERAL_CONNECTIONS, null,
				"An exchange needs exactly one connection, but " + (none ? "none is " : "several are ") + this, null));
	}

}
