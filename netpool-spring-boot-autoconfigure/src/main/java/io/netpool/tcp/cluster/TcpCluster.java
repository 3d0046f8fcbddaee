package io.netpool.tcp.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpConnections;

/**
 * The instances of an application that reach each other's connections. There is a bean of
 * this type if {@code netpool.cluster.name} is set. Messages are sent by
 * {@link TcpConnections}.
 * <p>
 * Every method may be called from any thread.
 *
 * @since 0.1.0
 */
public interface TcpCluster {

	/**
	 * Returns the name of the cluster, {@code netpool.cluster.name}.
	 * @return the name
	 */
	String name();

	/**
	 * Returns the id of this instance, with which the ids of its connections begin.
	 * @return eight characters, different for each start
	 */
	String instance();

	/**
	 * Returns whether this instance reaches the others.
	 * @return the state at this moment
	 */
	State state();

	/**
	 * Returns the instances that are known to be there, this one included. An instance
	 * that is no longer heard is included until the end of {@code netpool.cluster.lease}.
	 * @return the instances at about this moment, in no particular order
	 */
	Collection<Instance> instances();

	/**
	 * Returns which instances have connections that are identified by a value.
	 * @param key as in {@link TcpConnections#identifiedBy}
	 * @param value as in {@link TcpConnections#identifiedBy}
	 * @return completes with the ids of the instances, exceptionally with an
	 * {@link IllegalStateException} if the cluster is disconnected. Continue with its
	 * {@code Async} methods if the continuation may block
	 * @throws IllegalArgumentException if values of this type can't be found from other
	 * instances
	 */
	CompletionStage<Set<String>> where(String key, Object value);

	/**
	 * Returns what this instance has counted since it was started.
	 * @return a snapshot
	 */
	TcpClusterStatistics statistics();

	/**
	 * Whether this instance reaches the others.
	 */
	enum State {

		/**
		 * It does.
		 */
		CONNECTED,

		/**
		 * It serves its own connections, and tries to connect once a second. What is sent
		 * to connections of other instances is refused.
		 */
		DISCONNECTED

	}

	/**
	 * An instance.
	 *
	 * @param id its id
	 * @param connections the number of its open connections, as it last said
	 * @param since when it was started, by its own clock
	 */
	record Instance(String id, int connections, Instant since) {

	}

}
