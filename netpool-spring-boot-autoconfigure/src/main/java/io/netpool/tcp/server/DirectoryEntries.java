package io.netpool.tcp.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.netpool.tcp.cluster.Label;

/**
 * The entries of one connection in the {@link ConnectionDirectory}, until the connection
 * is closed. Any thread may call.
 */
final class DirectoryEntries {

	private final ServedConnection connection;

	private final ConnectionDirectory directory;

	private final Set<Label.Group> groups = new HashSet<>();

	private final Map<String, Set<Label.Identity>> identities = new HashMap<>();

	private boolean closed;

	DirectoryEntries(ServedConnection connection, ConnectionDirectory directory) {
		this.connection = connection;
		this.directory = directory;
	}

	synchronized void join(String group) {
		Label.Group key = new Label.Group(group);
		if (!this.closed && this.groups.add(key)) {
			this.directory.add(key, this.connection);
		}
	}

	synchronized void leave(String group) {
		Label.Group key = new Label.Group(group);
		if (!this.closed && this.groups.remove(key)) {
			this.directory.remove(key, this.connection);
		}
	}

	synchronized Set<String> groups() {
		return this.groups.stream().map(Label.Group::group).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Replaces the values of a key.
	 * @throws IllegalArgumentException if another instance could not find one of them
	 */
	synchronized void identify(String key, Collection<?> values) {
		if (this.closed) {
			return;
		}
		Set<Label.Identity> present = values.stream()
			.map((value) -> new Label.Identity(key, value))
			.collect(Collectors.toSet());
		if (this.directory.link().isClustered()) {
			present.forEach(Label::name);
		}
		for (Label.Identity previous : replace(key, present)) {
			if (!present.contains(previous)) {
				this.directory.remove(previous, this.connection);
			}
		}
		present.forEach((identity) -> this.directory.add(identity, this.connection));
	}

	/**
	 * Makes this connection the only one that is identified by a value.
	 * @param replaced gets the connections of this instance that were identified by it,
	 * for the caller to close
	 * @return completes when it is the only one of all instances
	 */
	synchronized CompletionStage<Void> claim(String key, Object value, List<ServedConnection> replaced) {
		identify(key, List.of(value));
		return this.directory.claim(new Label.Identity(key, value), this.connection, replaced);
	}

	private Set<Label.Identity> replace(String key, Set<Label.Identity> present) {
		Set<Label.Identity> previous = present.isEmpty() ? this.identities.remove(key)
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
