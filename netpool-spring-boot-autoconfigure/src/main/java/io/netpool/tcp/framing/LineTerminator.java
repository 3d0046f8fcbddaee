package io.netpool.tcp.framing;

/**
 * What ends a line.
 *
 * @since 0.1.0
 */
public enum LineTerminator {

	/**
	 * LF, with or without a CR before it, neither of which is part of the line. What is
	 * written ends as the line that was read last, and with LF before the first.
	 */
	AUTO,

	/**
	 * LF alone, in both directions; a CR before it is part of the line.
	 */
	LF,

	/**
	 * CR LF alone, in both directions, as SMTP asks for (RFC 5321, section 2.3.8); a lone
	 * LF or CR is part of the line.
	 */
	CRLF

}
