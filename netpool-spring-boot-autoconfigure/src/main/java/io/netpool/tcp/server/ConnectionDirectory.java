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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.TcpGroup;
import io.netpool.tcp.cluster.ClusterLink;
import io.netpool.tcp.cluster.Label;
import io.netpool.tcp.cluster.LocalConnections;
import io.netpool.tcp.cluster.Target;
import org.jspecify.annotations.Nullable;

/**
 * Finds the open connections of all pools: by id, by pool, by the groups that they have
 * joined, and by the values that identify them; and tells the other instances, if there
 * are any, which labels they have. Any thread may call.
 *
 * @since 0.1.0
 * @hidden
 */
public final class ConnectionDirectory implements TcpConnections {

	private final ConnectionIds ids = new ConnectionIds();

	private final List<PoolContext> pools = new CopyOnWriteArrayList<>();

	private final Map<Label, Set<ServedConnection>> entries = new ConcurrentHashMap<>();

	private final TcpConnections local = new Local(this);

	private volatile ClusterLink link = ClusterLink.NONE;

	/**
	 * Joins a cluster. Must be called before there are connections.
	 * @param cluster the way to connections of other instances
	 */
	public void join(ClusterLink cluster) {
		this.link = cluster;
	}

	/**
	 * Returns the connections as the cluster needs them.
	 * @return the same connections
	 */
	public LocalConnections connections() {
		return new ClusteredConnections(this);
	}

	ConnectionIds ids() {
		return this.ids;
	}

	ClusterLink link() {
		return this.link;
	}

	/**
	 * Returns the pools that have not stopped, and those of the protocols that they
	 * detect.
	 */
	Stream<PoolContext> pools() {
		return this.pools.stream().flatMap(PoolContext::all);
	}

	@Override
	public int count() {
		return (int) open().count();
	}

	@Override
	public Optional<TcpConnection> find(String id) {
		return served(id).map(TcpConnection.class::cast).findFirst();
	}

	Stream<ServedConnection> served(String id) {
		return this.ids.numberOf(id)
			.stream()
			.boxed()
			.flatMap((number) -> this.pools.stream().flatMap((pool) -> pool.registry().find(number).stream()))
			.filter(ServedConnection::isServed);
	}

	@Override
	public Stream<TcpConnection> all() {
		return open().map(TcpConnection.class::cast);
	}

	@Override
	public CompletionStage<TcpDelivery> broadcast(Object message) {
		return everyone().send(message);
	}

	private ConnectionGroup everyone() {
		return new ConnectionGroup(this, "open", this::open, (connection) -> true, null, Target.ALL);
	}

	@Override
	public ConnectionGroup pool(String name) {
		Predicate<ServedConnection> rule = (connection) -> connection.pool().equals(name);
		return new ConnectionGroup(this, "in pool '" + name + "'", () -> open().filter(rule), rule, null,
				Target.pool(name));
	}

	@Override
	public ConnectionGroup group(String name) {
		return find("in group '" + name + "'", new Label.Group(name));
	}

	@Override
	public ConnectionGroup identifiedBy(String key, Object value) {
		return find("identified by " + key + " " + value, new Label.Identity(key, value));
	}

	private ConnectionGroup find(String description, Label label) {
		return new ConnectionGroup(this, description, () -> served(label), has(label), null, Target.with(label));
	}

	@Override
	public ConnectionGroup connection(String id) {
		return new ConnectionGroup(this, "with id " + id, () -> served(id), (connection) -> connection.id().equals(id),
				null, Target.connection(id));
	}

	@Override
	public TcpConnections local() {
		return this.local;
	}

	Stream<ServedConnection> served(Label label) {
		return connections(label).stream().filter(ServedConnection::isServed);
	}

	Predicate<ServedConnection> has(Label label) {
		return (connection) -> connections(label).contains(connection);
	}

	private Set<ServedConnection> connections(Label label) {
		return this.entries.getOrDefault(label, Collections.emptySet());
	}

	Stream<ServedConnection> open() {
		return this.pools.stream()
			.map((pool) -> pool.registry().all())
			.flatMap(Collection::stream)
			.filter(ServedConnection::isServed);
	}

	void add(PoolContext pool) {
		this.pools.add(pool);
	}

	void remove(PoolContext pool) {
		this.pools.remove(pool);
	}

	/**
	 * Adds an entry, which the connection removes when it is closed.
	 */
	void add(Label label, ServedConnection connection) {
		this.entries.compute(label, (same, connections) -> {
			Set<ServedConnection> known = connections;
			if (known == null) {
				known = ConcurrentHashMap.newKeySet();
				this.link.added(label);
			}
			known.add(connection);
			return known;
		});
	}

	/**
	 * Leaves a connection as the only one with a label, unless it is closing. The others
	 * are marked as closing, so that they can't claim the label in turn.
	 * @param replaced gets the others, for the caller to close
	 * @return completes when that holds for all instances
	 */
	CompletionStage<Void> claim(Label label, ServedConnection connection, List<ServedConnection> replaced) {
		List<CompletionStage<Void>> claimed = new ArrayList<>(1);
		this.entries.computeIfPresent(label, (same, connections) -> {
			if (!connection.isOpen() || connection.closer().isClosing()) {
				connections.remove(connection);
				return unlessEmpty(label, connections);
			}
			connections.stream().filter((other) -> other != connection).forEach(replaced::add);
			replaced.forEach((other) -> other.closer().record(CloseReason.REPLACED));
			connections.removeAll(replaced);
			claimed.add(this.link.claimed(label));
			return connections;
		});
		return claimed.isEmpty() ? ClusterLink.NONE.claimed(label) : claimed.get(0);
	}

	/**
	 * Closes all connections with a label, if another instance has claimed it.
	 * @param lost decides that, while the presence of the label does not change
	 */
	void replace(Label label, BooleanSupplier lost) {
		List<ServedConnection> replaced = new ArrayList<>();
		this.entries.computeIfPresent(label, (same, connections) -> {
			if (lost.getAsBoolean()) {
				replaced.addAll(connections);
				replaced.forEach((other) -> other.closer().record(CloseReason.REPLACED));
				connections.clear();
			}
			return unlessEmpty(label, connections);
		});
		replaced.forEach((other) -> other.closer().replaced());
	}

	void remove(Label label, ServedConnection connection) {
		this.entries.computeIfPresent(label, (same, connections) -> {
			connections.remove(connection);
			return unlessEmpty(label, connections);
		});
	}

	private @Nullable Set<ServedConnection> unlessEmpty(Label label, Set<ServedConnection> connections) {
		if (connections.isEmpty()) {
			this.link.removed(label);
			return null;
		}
		return connections;
	}

	/**
	 * Calls a function if a connection has a label, or if none has, while that does not
	 * change.
	 */
	void whilePresent(Label label, boolean present, Runnable action) {
		if (this.entries.containsKey(label) != present) {
			return;
		}
		this.entries.compute(label, (same, connections) -> {
			if ((connections != null) == present) {
				action.run();
			}
			return connections;
		});
	}

	/**
	 * Returns the labels that connections have: none is kept for closed connections.
	 */
	Set<Label> labels() {
		return Collections.unmodifiableSet(this.entries.keySet());
	}

	/**
	 * The connections of this instance only.
	 *
	 * @param directory finds them
	 */
	private record Local(ConnectionDirectory directory) implements TcpConnections {

		@Override
		public int count() {
			return this.directory.count();
		}

		@Override
		public Optional<TcpConnection> find(String id) {
			return this.directory.find(id);
		}

		@Override
		public Stream<TcpConnection> all() {
			return this.directory.all();
		}

		@Override
		public CompletionStage<TcpDelivery> broadcast(Object message) {
			return this.directory.everyone().local().send(message);
		}

		@Override
		public TcpGroup pool(String name) {
			return this.directory.pool(name).local();
		}

		@Override
		public TcpGroup group(String name) {
			return this.directory.group(name).local();
		}

		@Override
		public TcpGroup identifiedBy(String key, Object value) {
			return this.directory.identifiedBy(key, value).local();
		}

		@Override
		public TcpGroup connection(String id) {
			return this.directory.connection(id).local();
		}

		@Override
		public TcpConnections local() {
			return this;
		}

	}

}
