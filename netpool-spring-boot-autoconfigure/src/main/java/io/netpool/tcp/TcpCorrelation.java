package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Strategy to recognize the answer to a command, for
 * {@link TcpConnection#exchange(Object, Class)}: a message is the answer to the first
 * open exchange whose command has the same key.
 * <p>
 * A pool uses the bean named by {@code netpool.tcp.exchange.correlation}. If that is not
 * set, it uses the only bean of this type; one that {@link TcpPool} assigns to the pool
 * takes precedence.
 * <p>
 * Implementations must be thread-safe. {@link #answerKey} is called on an I/O thread and
 * must not block.
 *
 * @since 0.1.0
 */
public interface TcpCorrelation {

	/**
	 * Returns the key of a command. Called on the thread that opens the exchange.
	 * @param command the command, as it was passed to
	 * {@link TcpConnection#exchange(Object, Class)}
	 * @return the key, which implements {@code equals}, or {@code null} if the command
	 * has no answer: {@code exchange} then throws an {@link IllegalArgumentException}
	 */
	@Nullable Object commandKey(Object command);

	/**
	 * Returns the key of a message that may be an answer. Called for each message that is
	 * received while an exchange is open, unless it cannot be converted.
	 * @param answer the message, converted to the type that the exchange expects
	 * @return the key, or {@code null} if the message is no answer
	 */
	@Nullable Object answerKey(Object answer);

	/**
	 * Returns the type of the answers that {@link #answerKey} expects. Only exchanges
	 * with connections of other instances of a
	 * {@linkplain io.netpool.tcp.cluster.TcpCluster cluster} need it: the instance of the
	 * connection recognizes the answer. Their keys are strings, UUIDs, numbers or enum
	 * constants.
	 * @return the type, as that of {@link TcpConnection#exchange(Object, Class)};
	 * {@code null} by default, for that of each exchange
	 */
	default @Nullable Class<?> answerType() {
		return null;
	}

}
