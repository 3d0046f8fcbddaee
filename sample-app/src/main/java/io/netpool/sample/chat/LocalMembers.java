package io.netpool.sample.chat;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Members of this instance.
 */
@Component
@Profile("!cluster")
class LocalMembers implements Members {

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	@Override
	public boolean add(String name) {
		return this.names.add(name);
	}

	@Override
	public void remove(String name) {
		this.names.remove(name);
	}

	@Override
	public SortedSet<String> names() {
		return new TreeSet<>(this.names);
	}

}
