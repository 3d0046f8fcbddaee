package io.netpool.tcp.server;

import java.util.HashMap;
import java.util.HashSet;
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

	private final Map<String, DirectoryKey> identities = new HashMap<>();

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
		if (this.groups.remove(key)) {
			this.directory.remove(key, this.connection);
		}
	}

	synchronized Set<String> groups() {
		return this.groups.stream().map(DirectoryKey.Group::name).collect(Collectors.toUnmodifiableSet());
	}

	synchronized void identify(String key, Object value) {
		if (this.closed) {
			return;
		}
		DirectoryKey identity = new DirectoryKey.Identity(key, value);
		DirectoryKey previous = this.identities.put(key, identity);
		if (identity.equals(previous)) {
			return;
		}
		if (previous != null) {
			this.directory.remove(previous, this.connection);
		}
		this.directory.add(identity, this.connection);
	}

	synchronized void close() {
		this.closed = true;
		this.groups.forEach((key) -> this.directory.remove(key, this.connection));
		this.identities.values().forEach((key) -> this.directory.remove(key, this.connection));
		this.groups.clear();
		this.identities.clear();
	}

}
