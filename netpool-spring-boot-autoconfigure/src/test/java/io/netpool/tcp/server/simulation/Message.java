package io.netpool.tcp.server.simulation;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A message that a client sends.
 *
 * @param number its number on its connection
 * @param command what the handler does
 * @param text the text that the handler has to get
 * @param terminator the end of its frame
 * @param end where it ends in the stream of its client
 * @param answer the answer that it is, {@code null} if it is none
 */
record Message(int number, Command command, String text, char terminator, int end, @Nullable Answer answer) {

	/**
	 * Maximum length of a message. The client of a longer one is closed.
	 */
	static final int MAX_LENGTH = 200;

	boolean isTooLong() {
		return this.text.length() > MAX_LENGTH;
	}

	/**
	 * Returns whether it is the answer to a heartbeat.
	 */
	boolean isHeartbeat() {
		return this.text.startsWith("h");
	}

	byte[] frame() {
		return (this.text + this.terminator).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * An answer.
	 *
	 * @param exchange the number of the exchange on its connection
	 * @param guessed whether the client has not received its command
	 */
	record Answer(int exchange, boolean guessed) {

	}

}
