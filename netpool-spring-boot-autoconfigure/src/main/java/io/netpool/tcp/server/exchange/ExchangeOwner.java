package io.netpool.tcp.server.exchange;

import java.util.function.Function;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.outbound.OutboundQueue.Tracked;
import org.jspecify.annotations.Nullable;

/**
 * What the exchanges of a connection need from it. Any thread may call.
 */
public interface ExchangeOwner {

	/**
	 * Returns whether messages can be sent.
	 */
	boolean isOpen();

	/**
	 * Returns the connection's name for log messages and errors.
	 */
	String label();

	/**
	 * Returns why the connection is closing or closed, {@code null} while it is open.
	 */
	@Nullable CloseReason closeReason();

	/**
	 * Encodes a message of the application.
	 */
	byte[] encode(Object message);

	/**
	 * Returns a function that reads messages of a type.
	 */
	<T> Function<byte[], T> reader(Class<T> type);

	/**
	 * Sends a message like any other.
	 * @param nanos the maximum time to wait for room, in nanoseconds
	 */
	void send(Tracked message, long nanos);

	/**
	 * Does not send a message that has not been written.
	 */
	void withdraw(Tracked message);

	/**
	 * Event loop: a message was taken from the queue, and is not written.
	 */
	void discarded(Tracked message);

	/**
	 * Logs the failure of a predicate or conversion.
	 */
	void answerFailed(Throwable failure);

}
