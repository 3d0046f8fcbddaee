package io.netpool.tcp.server.simulation;

import java.nio.charset.StandardCharsets;

/**
 * A message that a client sends.
 *
 * @param number its number on its connection
 * @param command what the handler does
 * @param text the text that the handler has to get
 * @param terminator the end of its frame
 * @param end where it ends in the stream of its client
 */
record Message(int number, Command command, String text, char terminator, int end) {

	/**
	 * Maximum length of a message. The client of a longer one is closed.
	 */
	static final int MAX_LENGTH = 200;

	boolean isTooLong() {
		return this.text.length() > MAX_LENGTH;
	}

	byte[] frame() {
		return (this.text + this.terminator).getBytes(StandardCharsets.US_ASCII);
	}

}
