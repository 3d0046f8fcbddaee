package io.netpool.tcp.handler;

import java.util.HexFormat;
import java.util.Locale;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the route of a binary message to bytes at a fixed place, written as
 * hexadecimal number such as {@code 0x12} or {@code 0x0200}. A message that ends before
 * has no route.
 *
 * @since 0.1.0
 * @hidden
 */
public final class BytesRouteResolver implements TcpRouteResolver {

	private static final String PREFIX = "0x";

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	/**
	 * The routes of single bytes.
	 */
	private static final String[] SINGLE = new String[256];

	static {
		for (int i = 0; i < SINGLE.length; i++) {
			SINGLE[i] = PREFIX + HEX.toHexDigits((byte) i);
		}
	}

	private final int offset;

	private final int length;

	/**
	 * Creates a resolver.
	 * @param offset number of bytes before the route
	 * @param length number of bytes of the route
	 */
	public BytesRouteResolver(int offset, int length) {
		if (offset < 0 || length < 1) {
			throw new IllegalArgumentException("offset is " + offset + " and length is " + length);
		}
		this.offset = offset;
		this.length = length;
	}

	@Override
	public @Nullable String route(Object message, TcpConnection connection) {
		if (!(message instanceof byte[] bytes)) {
			throw UnroutableMessages.failure(message, "bytes", "bytes");
		}
		if (bytes.length - this.length < this.offset) {
			return null;
		}
		return (this.length == 1) ? SINGLE[bytes[this.offset] & 0xFF]
				: PREFIX + HEX.formatHex(bytes, this.offset, this.offset + this.length);
	}

	/**
	 * Returns the route of a handler as this resolver writes it.
	 * @return the route, {@code null} if no message has it
	 */
	@Nullable String normalize(String route) {
		String digits = route.toUpperCase(Locale.ROOT).substring(Math.min(PREFIX.length(), route.length()));
		boolean valid = route.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && digits.length() == 2 * this.length
				&& digits.chars().allMatch(HexFormat::isHexDigit);
		return valid ? PREFIX + digits : null;
	}

	/**
	 * Describes the routes of handlers.
	 */
	String describe() {
		return PREFIX + " and " + 2 * this.length + " hexadecimal digits, such as " + PREFIX + "12".repeat(this.length);
	}

}
