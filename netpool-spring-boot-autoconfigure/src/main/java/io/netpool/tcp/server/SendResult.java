package io.netpool.tcp.server;

import io.netpool.tcp.TcpSendException;

/**
 * Is told once, on any thread, what became of a message for one connection.
 */
interface SendResult {

	/**
	 * It was written to the socket.
	 */
	void written();

	/**
	 * It was not, and will not be.
	 */
	void lost(TcpSendException why);

}
