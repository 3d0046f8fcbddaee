package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The labels of one connection, until it is closed. Any thread may call.
 */
final class DirectoryEntries {

	private final ServedConnection connection;

	private final ConnectionDirectory directory;

	private final Set<DirectoryKey.Joined> joined = new HashSet<>();

	private final Map<String, DirectoryKey> bound = new HashMap<>();

	private boolean closed;

	DirectoryEntries(ServedConnection connection, ConnectionDirectory directory) {
		this.connection = connection;
		this.directory = directory;
	}

	synchronized void join(String group) {
		DirectoryKey.Joined label = new DirectoryKey.Joined(group);
		if (!this.closed && this.joined.add(label)) {
			this.directory.label(this.connection, label);
		}
	}

	synchronized void leave(String group) {
		DirectoryKey.Joined label = new DirectoryKey.Joined(group);
		if (this.joined.remove(label)) {
			this.directory.unlabel(this.connection, label);
		}
	}

	synchronized Set<String> groups() {
		return this.joined.stream().map(DirectoryKey.Joined::group).collect(Collectors.toUnmodifiableSet());
	}

	synchronized void bind(String key, Object value) {
		if (this.closed) {
			return;
		}
		DirectoryKey label = new DirectoryKey.Bound(key, value);
		DirectoryKey before = this.bound.put(key, label);
		if (label.equals(before)) {
			return;
		}
		if (before != null) {
			this.directory.unlabel(this.connection, before);
		}
		this.directory.label(this.connection, label);
	}

	synchronized void close() {
		this.closed = true;
		List<DirectoryKey> all = new ArrayList<>(this.joined);
		all.addAll(this.bound.values());
		all.forEach((label) -> this.directory.unlabel(this.connection, label));
		this.joined.clear();
		this.bound.clear();
	}

}
