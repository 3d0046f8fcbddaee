package io.netpool.tcp.cluster;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The connections that a message is for, wherever they are.
 *
 * @param connection the id of the only connection, {@code null} for those that have all
 * labels
 * @param pool the pool that they are in, {@code null} for any
 * @param labels the labels that each of them has
 * @param except ids of connections that are left out
 * @param slow what becomes of a connection without room for the message
 * @hidden
 */
public record Target(@Nullable String connection, @Nullable String pool, List<Label> labels, List<String> except,
		Slow slow) {

	/**
	 * Every connection.
	 */
	public static final Target ALL = new Target(null, null, List.of(), List.of(), Slow.AS_CONFIGURED);

	/**
	 * Returns the connection with an id.
	 */
	public static Target connection(String id) {
		return new Target(id, null, List.of(), List.of(), Slow.AS_CONFIGURED);
	}

	/**
	 * Returns the connections with a label.
	 */
	public static Target with(Label label) {
		return ALL.and(label);
	}

	/**
	 * Returns the connections of a pool.
	 */
	public static Target pool(String pool) {
		return new Target(null, pool, List.of(), List.of(), Slow.AS_CONFIGURED);
	}

	/**
	 * Returns those of these connections that also have another label.
	 */
	public Target and(Label label) {
		return new Target(this.connection, this.pool, more(this.labels, label), this.except, this.slow);
	}

	/**
	 * Returns these connections without one.
	 */
	public Target except(String id) {
		return new Target(this.connection, this.pool, this.labels, more(this.except, id), this.slow);
	}

	/**
	 * Returns these connections with another rule for those without room.
	 */
	public Target slow(Slow rule) {
		return new Target(this.connection, this.pool, this.labels, this.except, rule);
	}

	private static <T> List<T> more(List<T> list, T element) {
		List<T> more = new ArrayList<>(list);
		more.add(element);
		return List.copyOf(more);
	}

	@Override
	public String toString() {
		if (this.connection != null) {
			return "connection " + this.connection;
		}
		return "connections" + ((this.pool != null) ? " of pool '" + this.pool + "'" : "")
				+ (this.labels.isEmpty() ? "" : " with " + this.labels);
	}

	/**
	 * What becomes of a connection without room for a message. The order is that in which
	 * instances send it.
	 *
	 * @hidden
	 */
	public enum Slow {

		/**
		 * What its pool is configured for.
		 */
		AS_CONFIGURED,

		/**
		 * It misses the message.
		 */
		SKIP,

		/**
		 * It is closed.
		 */
		CLOSE

	}

}
