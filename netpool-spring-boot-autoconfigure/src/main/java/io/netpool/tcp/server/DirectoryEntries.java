package io.netpool.tcp.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The entries of one connection in the {@link ConnectionDirectory}, until the connection
 * is closed. Any thread may call.
 */
final class DirectoryEntries {

	private final ServedConnection connection;

	private final ConnectionDirectory directory;

	private final Set<DirectoryKey.Group> groups = new HashSet<>();

	private final Map<String, Set<DirectoryKey.Identity>> identities = new HashMap<>();

	private boolean closed;

	DirectoryEntries(ServedConnection connection, ConnectionDirectory directory) {
		this.connection = connection;
		this.directory = directory;
	}

	synchronized void join(String group) {
		DirectoryKey.Group key = new DirectoryKey.Group(group);
		if (!this.closed && this.groups.add(key)) {
			this.directory.add(key, this.connection);
		}
	}

	synchronized void leave(String group) {
		DirectoryKey.Group key = new DirectoryKey.Group(group);
		if (!this.closed && this.groups.remove(key)) {
			this.directory.remove(key, this.connection);
		}
	}

	synchronized Set<String> groups() {
		return this.groups.stream().map(DirectoryKey.Group::name).collect(Collectors.toUnmodifiableSet());
	}

	synchronized void identify(String key, Collection<?> values) {
		if (this.closed) {
			return;
		}
		Set<DirectoryKey.Identity> present = values.stream()
			.map((value) -> new DirectoryKey.Identity(key, value))
			.collect(Collectors.toSet());
		for (DirectoryKey.Identity previous : replace(key, present)) {
			if (!present.contains(previous)) {
				this.directory.remove(previous, this.connection);
			}
		}
		present.forEach((identity) -> this.directory.add(identity, this.connection));
	}

	/**
	 * Makes this connection the only one that is identified by a value.
	 * @return the connections that were identified by it, for the caller to close
	 */
	synchronized List<ServedConnection> claim(String key, Object value) {
		identify(key, List.of(value));
		return this.closed ? List.of() : this.directory.claim(new DirectoryKey.Identity(key, value), this.connection);
	}

	private Set<DirectoryKey.Identity> replace(String key, Set<DirectoryKey.Identity> present) {
		Set<DirectoryKey.Identity> previous = present.isEmpty() ? this.identities.remove(key)
				: this.identities.put(key, present);
		return (previous != null) ? previous : Set.of();
	}

	/**
	 * Removes the connection from the directory. The groups can still be read, by
	 * {@code disconnected}.
	 */
	synchronized void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.groups.forEach((key) -> this.directory.remove(key, this.connection));
		this.identities.values()
			.stream()
			.flatMap(Set::stream)
			.forEach((key) -> this.directory.remove(key, this.connection));
		this.identities.clear();
	}

}
