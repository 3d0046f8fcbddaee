package io.netpool.tcp.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.netpool.tcp.TcpDelivery;

/**
 * The connections of this instance, as the cluster needs them. Any thread may call; no
 * method waits.
 *
 * @hidden
 */
public interface LocalConnections {

	/**
	 * Returns the id of this instance, with which the ids of its connections begin.
	 */
	String instance();

	/**
	 * Returns the number of open connections.
	 */
	int count();

	/**
	 * Calls a function for each label that a connection has.
	 */
	void eachLabel(Consumer<Label> action);

	/**
	 * Calls a function if a connection has a label, or if none has, while that does not
	 * change.
	 */
	void whilePresent(Label label, boolean present, Runnable action);

	/**
	 * Sends a message to connections.
	 * @param done called once, on any thread, with what became of it
	 * @return withdraws the message from connections that it has not been written to
	 */
	Runnable send(Target target, Payload payload, Consumer<TcpDelivery> done);

	/**
	 * Sends a command to the only connection of a target, and awaits its answer.
	 * @param keys the name of the key of the answer, by the pool of the connection
	 * @return completes with the answer, exceptionally with a
	 * {@link io.netpool.tcp.TcpExchangeException}
	 */
	CompletionStage<RemoteAnswer> exchange(Target target, Payload command, Map<String, String> keys, Duration timeout);

	/**
	 * Closes the connections with a label, if another instance has claimed it.
	 * @param lost called while the presence of the label does not change
	 */
	void replace(Label label, BooleanSupplier lost);

}
