package io.netpool.tcp.server.settings;

/**
 * Strategy for the answer to an exchange that has timed out or was cancelled.
 *
 * @since 0.1.0
 */
public enum LateAnswers {

	/**
	 * It is handled like any other message.
	 */
	HANDLE,

	/**
	 * It is discarded and counted.
	 */
	DROP

}
