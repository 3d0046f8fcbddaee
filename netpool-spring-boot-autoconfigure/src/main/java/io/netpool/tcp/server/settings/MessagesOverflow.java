package io.netpool.tcp.server.settings;

/**
 * What happens to a connection on which more messages come than may.
 *
 * @since 0.1.0
 */
public enum MessagesOverflow {

	/**
	 * Reading from it pauses until the next message may come.
	 */
	PAUSE,

	/**
	 * It is closed, after the messages that came before were handled.
	 */
	DISCONNECT

}
