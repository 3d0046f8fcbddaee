package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.netpool.tcp.TcpFraming;

/**
 * A framing as the property-based tests know it.
 *
 * @param name how failures call it
 * @param framing the framing, with {@link #BOUND} for its bound
 * @param alphabet bytes that mean something to it
 * @param styles the ways in which a payload is framed, written by hand
 * @param carries which texts it can carry, each character a byte
 * @param payload makes a payload of a text, where that is not its bytes
 */
record FramingMode(String name, TcpFraming framing, String alphabet, List<UnaryOperator<byte[]>> styles,
		Predicate<String> carries, UnaryOperator<byte[]> payload) {

	static final int BOUND = 300;

	/**
	 * How much longer than its payload a frame can be, line breaks included.
	 */
	static final int OVERHEAD = 32;

	FramingMode(String name, TcpFraming framing, String alphabet, List<UnaryOperator<byte[]>> styles,
			Predicate<String> carries) {
		this(name, framing, alphabet, styles, carries, UnaryOperator.identity());
	}

	FramedStream stream() {
		return new FramedStream(this.framing);
	}

	byte[] payloadOf(byte[] bytes) {
		return this.payload.apply(bytes);
	}

	boolean canCarry(byte[] bytes) {
		return this.carries.test(new String(bytes, StandardCharsets.ISO_8859_1));
	}

	/**
	 * A frame in one of the styles.
	 */
	byte[] frame(byte[] payload, int style) {
		return this.styles.get(style % this.styles.size()).apply(payload);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
