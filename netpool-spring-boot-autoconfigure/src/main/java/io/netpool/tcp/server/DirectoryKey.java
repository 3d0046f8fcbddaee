package io.netpool.tcp.server;

/**
 * What connections are found by, other than their number.
 */
sealed interface DirectoryKey {

	/**
	 * A group that the connection has joined.
	 *
	 * @param group its name
	 */
	record Joined(String group) implements DirectoryKey {

	}

	/**
	 * A value that the connection is bound to.
	 *
	 * @param key what kind of value it is
	 * @param value the value
	 */
	record Bound(String key, Object value) implements DirectoryKey {

	}

}
