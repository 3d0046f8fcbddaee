package io.netpool.tcp.framing;

/**
 * Terminator of a line.
 *
 * @since 0.1.0
 */
public enum LineTerminator {

	/**
	 * LF or CR LF. A line that is written gets the terminator of the line that was read
	 * last, or else LF.
	 */
	AUTO,

	/**
	 * LF in both directions. A CR before it is part of the line.
	 */
	LF,

	/**
	 * CR LF in both directions, as SMTP requires (RFC 5321, section 2.3.8). A single LF
	 * or CR is part of the line.
	 */
	CRLF,

	/**
	 * CR, LF or CR LF, each in the same stream. A line that is written gets the
	 * terminator of the line that was read last, or else LF. A CR ends its line at once,
	 * so that the terminator is CR until an LF has arrived after it.
	 */
	ANY

}
