package io.netpool.tcp.server;

/**
 * A key under which the {@link ConnectionDirectory} finds connections.
 */
sealed interface DirectoryKey {

	/**
	 * A group that connections join.
	 *
	 * @param name the name of the group
	 */
	record Group(String name) implements DirectoryKey {

	}

	/**
	 * A value that identifies a connection.
	 *
	 * @param key the kind of value
	 * @param value the value
	 */
	record Identity(String key, Object value) implements DirectoryKey {

	}

}
