package io.netpool.tcp.server.lane;

import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply.Sender;

/**
 * The owner of a {@link Lane}, which the lane calls while it runs: a connection. Unless a
 * method says otherwise, it is called by the runner of the lane, or by the thread that
 * completes a reply.
 */
public interface LaneOwner {

	/**
	 * Returns the connection that the endpoint is called with.
	 */
	TcpConnection connection();

	/**
	 * Returns whether more bytes are pending than allowed, so that the client has to read
	 * before a further message is handled.
	 */
	boolean isOutboundFull();

	/**
	 * Returns whether replies are queued that have not been written. Any thread.
	 */
	boolean hasPendingReplies();

	/**
	 * Queues a reply.
	 * @throws RuntimeException if it can't be encoded
	 */
	void reply(Object reply);

	/**
	 * Returns what sends several replies to the message being handled, on any thread.
	 */
	Sender replies();

	/**
	 * Called after the last reply to a message, or after the greeting, was queued.
	 */
	void messageHandled();

	/**
	 * Called when handling a message failed and no exception handler took care of it.
	 */
	void messageFailed(Throwable failure);

	/**
	 * Called when handling a message failed and an exception handler took care of it.
	 */
	void failureHandled();

	/**
	 * Called when {@code connected} failed: the connection has to close.
	 */
	void connectFailed(Throwable failure);

	/**
	 * Called when the application ends the connection, before its last reply is queued.
	 */
	void closeAfterReply(TcpCloseException close);

	/**
	 * Called when {@code disconnected} failed.
	 */
	void disconnectFailed(Throwable failure);

	/**
	 * Called when the lane itself failed: the connection has to close.
	 */
	void laneFailed(Throwable failure);

	/**
	 * Called at the end of a run: replies may be queued, and the queue may have room.
	 */
	void laneRan();

	/**
	 * Called once, after everything else: {@code disconnected} has returned, or need not
	 * be called.
	 */
	void laneClosed();

	/**
	 * Returns the statistics that runs are added to.
	 */
	HandlerTimes handlerTimes();

	/**
	 * Asks the event loop to attend to this owner when it is signalled. Any thread.
	 */
	void requestAttention();

}
