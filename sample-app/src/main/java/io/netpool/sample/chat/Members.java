package io.netpool.sample.chat;

import java.util.SortedSet;

/**
 * The names of those who are in the room.
 */
interface Members {

	/**
	 * Adds a name.
	 * @return {@code false} if it is taken
	 */
	boolean add(String name);

	void remove(String name);

	SortedSet<String> names();

}
