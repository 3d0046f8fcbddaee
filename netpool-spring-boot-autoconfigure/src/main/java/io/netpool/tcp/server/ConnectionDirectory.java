package io.netpool.tcp.server;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpGroup;

/**
 * The open connections of some pools, and which of them have which labels: groups they
 * have joined and values they are bound to.
 *
 * @since 0.1.0
 */
public final class ConnectionDirectory implements TcpConnections {

	private final List<ConnectionRegistry> registries = new CopyOnWriteArrayList<>();

	private final Map<DirectoryKey, Set<ServedConnection>> labelled = new ConcurrentHashMap<>();

	@Override
	public int count() {
		return (int) open().count();
	}

	@Override
	public Optional<TcpConnection> find(String id) {
		return ServedConnection.numberOf(id)
			.stream()
			.boxed()
			.flatMap((number) -> this.registries.stream().flatMap((registry) -> registry.find(number).stream()))
			.filter(ServedConnection::isServed)
			.map(TcpConnection.class::cast)
			.findFirst();
	}

	@Override
	public Stream<TcpConnection> all() {
		return open().map(TcpConnection.class::cast);
	}

	@Override
	public CompletionStage<Integer> broadcast(Object message) {
		return Broadcast.send(open(), message);
	}

	@Override
	public TcpGroup pool(String name) {
		return new Group(() -> open().filter((connection) -> connection.pool().equals(name)));
	}

	@Override
	public TcpGroup group(String name) {
		return labelled(new DirectoryKey.Joined(name));
	}

	@Override
	public TcpGroup bound(String key, Object value) {
		return labelled(new DirectoryKey.Bound(key, value));
	}

	private TcpGroup labelled(DirectoryKey label) {
		return new Group(() -> this.labelled.getOrDefault(label, Collections.emptySet())
			.stream()
			.filter(ServedConnection::isServed));
	}

	private Stream<ServedConnection> open() {
		return this.registries.stream()
			.map(ConnectionRegistry::all)
			.flatMap(Collection::stream)
			.filter(ServedConnection::isServed);
	}

	void add(ConnectionRegistry registry) {
		this.registries.add(registry);
	}

	void remove(ConnectionRegistry registry) {
		this.registries.remove(registry);
	}

	/**
	 * Give a connection a label, which it takes off itself when it is closed.
	 */
	void label(ServedConnection connection, DirectoryKey label) {
		this.labelled.compute(label, (key, connections) -> {
			Set<ServedConnection> known = (connections != null) ? connections : ConcurrentHashMap.newKeySet();
			known.add(connection);
			return known;
		});
	}

	void unlabel(ServedConnection connection, DirectoryKey label) {
		this.labelled.computeIfPresent(label, (key, connections) -> {
			connections.remove(connection);
			return connections.isEmpty() ? null : connections;
		});
	}

	/**
	 * How many labels are in use: none is kept for connections that are gone.
	 */
	int labels() {
		return this.labelled.size();
	}

	/**
	 * A live view of connections.
	 *
	 * @param members those at the moment
	 */
	private record Group(Supplier<Stream<ServedConnection>> members) implements TcpGroup {

		@Override
		public int count() {
			return (int) this.members.get().count();
		}

		@Override
		public Stream<TcpConnection> connections() {
			return this.members.get().map(TcpConnection.class::cast);
		}

		@Override
		public CompletionStage<Integer> send(Object message) {
			return Broadcast.send(this.members.get(), message);
		}

	}

}
