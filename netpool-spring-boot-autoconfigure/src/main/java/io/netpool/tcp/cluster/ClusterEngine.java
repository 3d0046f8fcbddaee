package io.netpool.tcp.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Carries messages between instances, and has the directory that says which instance has
 * connections with which label. {@code io.netpool.tcp.redis} has the one for Redis.
 * <p>
 * What is under way when the engine is disconnected fails, and is not tried again.
 * Messages from one instance to another arrive in the order of the calls. No method but
 * {@link #connect} waits. Stages complete on a thread of the engine, which must not be
 * held up.
 *
 * @hidden
 */
public interface ClusterEngine {

	/**
	 * Connects, and waits for it. Called on one thread.
	 * @param listener gets what is sent to this instance from now on
	 * @throws RuntimeException if that fails; nothing is left then
	 */
	void connect(Listener listener);

	/**
	 * Disconnects. Has no effect if it is not connected.
	 */
	void disconnect();

	/**
	 * Ends the engine: as {@link #disconnect}, and a connection that is still being
	 * opened is closed as soon as it is open. Called after the last call of
	 * {@link #connect} has returned. The engine may be connected again.
	 */
	void close();

	/**
	 * Sends a message to an instance.
	 * @return completes with the number of receivers, 0 if the instance does not listen
	 */
	CompletionStage<Long> publish(String instance, byte[] message);

	/**
	 * Sends a message to all instances, this one included.
	 * @return completes with the number of receivers
	 */
	CompletionStage<Long> publishToAll(byte[] message);

	/**
	 * Finds the instances with a label.
	 * @param label the name of the label
	 * @return completes with their ids
	 */
	CompletionStage<Set<String>> find(String label);

	/**
	 * Enters this instance for a label.
	 */
	CompletionStage<?> add(String label);

	/**
	 * Removes an instance from a label.
	 */
	CompletionStage<?> remove(String label, String instance);

	/**
	 * Enters this instance as the only one for a label, unless another one has a later
	 * claim, and tells the others.
	 * @param fence the number of the claim; 0 for a new claim, which gets the time of the
	 * engine in microseconds, or one more than the last if that is not later
	 * @param notice the message for the others, to which the number of the claim is
	 * appended in decimal
	 * @return completes with the number of the claim; negative if another instance has a
	 * later one, whose number it is
	 */
	CompletionStage<Long> claim(String label, long fence, byte[] notice);

	/**
	 * Returns the engine's time.
	 * @return completes with milliseconds
	 */
	CompletionStage<Long> time();

	/**
	 * Says that this instance is there, and asks which others are.
	 * @param beat what this instance says of itself
	 * @return completes with what the others have said
	 */
	CompletionStage<Pulse> beat(byte[] beat);

	/**
	 * Removes what an instance has said of itself, since it has ended.
	 */
	CompletionStage<?> forget(Collection<String> instances);

	/**
	 * Returns the number of calls that the engine has answered on the present connection.
	 * @return the number, 0 while it is disconnected
	 */
	long answered();

	/**
	 * What an engine says of itself and of the instances.
	 *
	 * @param directory identifies the content of its directory: another one if that was
	 * lost
	 * @param beats what each instance has last said of itself, by its id
	 * @hidden
	 */
	record Pulse(String directory, Map<String, byte[]> beats) {

	}

	/**
	 * Receives messages on a thread of the engine, in order.
	 *
	 * @hidden
	 */
	interface Listener {

		void received(byte[] message);

		/**
		 * Called once when the engine has lost its connection.
		 */
		void disconnected();

	}

	/**
	 * Creates an engine.
	 *
	 * @hidden
	 */
	interface Factory {

		/**
		 * Creates the engine of an instance.
		 * @param cluster the name of the cluster
		 * @param instance the id of the instance
		 * @param executor runs small tasks of the engine, one at a time
		 */
		ClusterEngine create(String cluster, String instance, Executor executor);

	}

}
