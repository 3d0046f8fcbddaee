package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpGroup;
import io.netpool.tcp.server.settings.OutboundOverflow;
import org.jspecify.annotations.Nullable;

/**
 * Finds the open connections of all pools: by id, by pool, by the groups that they have
 * joined, and by the values that identify them. Any thread may call.
 *
 * @since 0.1.0
 */
public final class ConnectionDirectory implements TcpConnections {

	private final List<ConnectionRegistry> registries = new CopyOnWriteArrayList<>();

	private final Map<DirectoryKey, Set<ServedConnection>> entries = new ConcurrentHashMap<>();

	@Override
	public int count() {
		return (int) open().count();
	}

	@Override
	public Optional<TcpConnection> find(String id) {
		return ConnectionIds.numberOf(id)
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
		return Broadcast.send(open(), message, null);
	}

	@Override
	public TcpGroup pool(String name) {
		Predicate<ServedConnection> rule = (connection) -> connection.pool().equals(name);
		return new Group(this, "in pool '" + name + "'", () -> open().filter(rule), rule, null);
	}

	@Override
	public TcpGroup group(String name) {
		return find("in group '" + name + "'", new DirectoryKey.Group(name));
	}

	@Override
	public TcpGroup identifiedBy(String key, Object value) {
		return find("identified by " + key + " " + value, new DirectoryKey.Identity(key, value));
	}

	private TcpGroup find(String description, DirectoryKey key) {
		return new Group(this, description, () -> served(key), (connection) -> connections(key).contains(connection),
				null);
	}

	private Stream<ServedConnection> served(DirectoryKey key) {
		return connections(key).stream().filter(ServedConnection::isServed);
	}

	private Set<ServedConnection> connections(DirectoryKey key) {
		return this.entries.getOrDefault(key, Collections.emptySet());
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
	 * Adds an entry, which the connection removes when it is closed.
	 */
	void add(DirectoryKey key, ServedConnection connection) {
		this.entries.compute(key, (same, connections) -> {
			Set<ServedConnection> known = (connections != null) ? connections : ConcurrentHashMap.newKeySet();
			known.add(connection);
			return known;
		});
	}

	/**
	 * Leaves a connection as the only one with a key, unless it is closing. The others
	 * are marked as closing, so that they can't claim the key in turn.
	 * @return the others, for the caller to close
	 */
	List<ServedConnection> claim(DirectoryKey key, ServedConnection connection) {
		List<ServedConnection> replaced = new ArrayList<>();
		this.entries.computeIfPresent(key, (same, connections) -> {
			if (connection.isOpen() && !connection.closer().isClosing()) {
				connections.stream().filter((other) -> other != connection).forEach(replaced::add);
				replaced.forEach((other) -> other.closer().record(CloseReason.REPLACED));
				connections.removeAll(replaced);
			}
			else {
				connections.remove(connection);
			}
			return connections.isEmpty() ? null : connections;
		});
		return replaced;
	}

	void remove(DirectoryKey key, ServedConnection connection) {
		this.entries.computeIfPresent(key, (same, connections) -> {
			connections.remove(connection);
			return connections.isEmpty() ? null : connections;
		});
	}

	/**
	 * Returns the number of keys in use: none is kept for closed connections.
	 */
	int keys() {
		return this.entries.size();
	}

	/**
	 * A live view of connections.
	 *
	 * @param directory finds the members of other groups
	 * @param description what its members have in common, as a predicate
	 * @param members supplies the present members
	 * @param rule whether a connection is a member
	 * @param overflow strategy for members without room for a message, {@code null} for
	 * that of their pool
	 */
	private record Group(ConnectionDirectory directory, String description, Supplier<Stream<ServedConnection>> members,
			Predicate<ServedConnection> rule, @Nullable OutboundOverflow overflow) implements TcpGroup {

		@Override
		public int count() {
			return (int) this.members.get().count();
		}

		@Override
		public Stream<TcpConnection> connections() {
			return this.members.get().map(TcpConnection.class::cast);
		}

		/**
		 * The members of the other group are searched, since a pool may have many more.
		 */
		@Override
		public TcpGroup group(String name) {
			DirectoryKey key = new DirectoryKey.Group(name);
			return new Group(this.directory, this + " and in group '" + name + "'",
					() -> this.directory.served(key).filter(this.rule),
					this.rule.and((connection) -> this.directory.connections(key).contains(connection)), this.overflow);
		}

		@Override
		public TcpGroup except(TcpConnection connection) {
			Predicate<ServedConnection> other = (member) -> member != connection;
			return new Group(this.directory, this + " except " + connection.id(),
					() -> this.members.get().filter(other), this.rule.and(other), this.overflow);
		}

		@Override
		public TcpGroup skipSlow() {
			return with(OutboundOverflow.WAIT);
		}

		@Override
		public TcpGroup closeSlow() {
			return with(OutboundOverflow.DISCONNECT);
		}

		private TcpGroup with(OutboundOverflow strategy) {
			return new Group(this.directory, this.description, this.members, this.rule, strategy);
		}

		@Override
		public CompletionStage<Integer> send(Object message) {
			return Broadcast.send(this.members.get(), message, this.overflow);
		}

		@Override
		public CompletionStage<Integer> sendEach(Function<TcpConnection, ? extends @Nullable Object> message) {
			return Broadcast.sendEach(this.members.get(), message, this.overflow);
		}

		@Override
		public String toString() {
			return this.description;
		}

	}

}
