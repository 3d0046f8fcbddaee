package io.netpool.tcp.server;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The connections of a pool: those that are open, and those whose end has not been told
 * yet.
 */
final class ConnectionRegistry {

	private final Map<Long, ServedConnection> connections = new ConcurrentHashMap<>();

	private volatile @Nullable CompletableFuture<Void> empty;

	void add(ServedConnection connection) {
		this.connections.put(connection.number(), connection);
	}

	void remove(ServedConnection connection) {
		this.connections.remove(connection.number());
		CompletableFuture<Void> waiting = this.empty;
		if (waiting != null && this.connections.isEmpty()) {
			waiting.complete(null);
		}
	}

	/**
	 * The connection of a number, which may have ended.
	 */
	Optional<ServedConnection> find(long number) {
		return Optional.ofNullable(this.connections.get(number));
	}

	/**
	 * The connections at about this moment.
	 */
	Collection<ServedConnection> all() {
		return this.connections.values();
	}

	/**
	 * Whether connections that come now are to end at once. It must be asked after adding
	 * one: either {@link #close()} sees the connection, or this sees the close.
	 */
	boolean isClosed() {
		return this.empty != null;
	}

	/**
	 * No more connections are wanted.
	 * @return completes when the last one has ended
	 */
	synchronized CompletableFuture<Void> close() {
		CompletableFuture<Void> waiting = this.empty;
		if (waiting == null) {
			waiting = new CompletableFuture<>();
			this.empty = waiting;
		}
		if (this.connections.isEmpty()) {
			waiting.complete(null);
		}
		return waiting;
	}

}
