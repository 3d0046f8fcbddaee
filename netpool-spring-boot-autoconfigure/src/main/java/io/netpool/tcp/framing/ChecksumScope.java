package io.netpool.tcp.framing;

/**
 * Part of a frame that a checksum covers. The checksum itself is never part of it.
 *
 * @since 0.1.0
 */
public enum ChecksumScope {

	/**
	 * The payload.
	 */
	PAYLOAD,

	/**
	 * The length field and the payload, in a framing with a length.
	 */
	LENGTH,

	/**
	 * Everything from the first byte of the frame to the end of the payload, in a framing
	 * with a length.
	 */
	FRAME

}
