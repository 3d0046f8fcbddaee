package io.netpool.tcp.server.outbound;

import io.netpool.tcp.TcpSendException;

/**
 * Callback for the result of sending a message to one connection. Called once, on any
 * thread.
 */
public interface SendResult {

	/**
	 * Nobody is notified.
	 */
	SendResult IGNORED = new SendResult() {

		@Override
		public void written() {
		}

		@Override
		public void lost(TcpSendException why) {
		}

	};

	/**
	 * Called when the message was written to the socket.
	 */
	void written();

	/**
	 * Called when the message was not written, and will not be.
	 */
	void lost(TcpSendException why);

	/**
	 * Called when the connection was closed while the message, or others of its batch,
	 * were being written: the client may have received it.
	 */
	default void interrupted(TcpSendException why) {
		lost(why);
	}

}
