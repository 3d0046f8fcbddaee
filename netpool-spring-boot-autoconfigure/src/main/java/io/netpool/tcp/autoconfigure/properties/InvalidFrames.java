package io.netpool.tcp.autoconfigure.properties;

/**
 * Strategy for a frame whose escapes or checksum are invalid.
 */
public enum InvalidFrames {

	/**
	 * Close the connection.
	 */
	CLOSE,

	/**
	 * Drop the frame and count it.
	 */
	DROP

}
