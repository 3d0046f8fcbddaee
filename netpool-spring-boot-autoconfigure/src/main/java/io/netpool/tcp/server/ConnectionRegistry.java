package io.netpool.tcp.server;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The connections of a pool, until their {@code disconnected} callback has returned. Any
 * thread may call.
 */
final class ConnectionRegistry {

	private final Map<Long, ServedConnection> connections = new ConcurrentHashMap<>();

	private volatile @Nullable CompletableFuture<Void> whenEmpty;

	private volatile boolean stopped;

	void add(ServedConnection connection) {
		this.connections.put(connection.number(), connection);
	}

	void remove(ServedConnection connection) {
		this.connections.remove(connection.number());
		CompletableFuture<Void> waiting = this.whenEmpty;
		if (waiting != null && this.connections.isEmpty()) {
			waiting.complete(null);
		}
	}

	/**
	 * Finds a connection by its number; it may be closed.
	 */
	Optional<ServedConnection> find(long number) {
		return Optional.ofNullable(this.connections.get(number));
	}

	/**
	 * Returns the connections at about this moment.
	 */
	Collection<ServedConnection> all() {
		return this.connections.values();
	}

	/**
	 * Returns whether new connections are to be drained at once. Must be called after
	 * adding one: either {@link #close()} sees the connection, or this sees the close.
	 */
	boolean isClosed() {
		return this.whenEmpty != null;
	}

	/**
	 * Returns whether new connections are to be aborted at once. Must be called after
	 * adding one: either {@link #stop()} sees the connection, or this sees the stop.
	 */
	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * Closes the registry for new connections. One that was being accepted may be added
	 * all the same, also when the last one has been removed.
	 * @return completes when the last connection was removed that is here now
	 */
	synchronized CompletableFuture<Void> close() {
		CompletableFuture<Void> waiting = this.whenEmpty;
		if (waiting == null || waiting.isDone()) {
			waiting = new CompletableFuture<>();
			this.whenEmpty = waiting;
		}
		if (this.connections.isEmpty()) {
			waiting.complete(null);
		}
		return waiting;
	}

	/**
	 * Closes the registry for new connections, whose event loop may be about to end.
	 * @return completes when the last connection was removed that is here now
	 */
	CompletableFuture<Void> stop() {
		this.stopped = true;
		return close();
	}

}
