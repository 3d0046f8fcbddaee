package io.netpool.tcp.server;

import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates connection ids such as {@code k3f9a2x7-1c}: 40 random bits, drawn once per
 * process, and the number of the connection within it. So an id is unique across
 * instances and restarts without asking anyone, and short enough for a log line.
 */
final class ConnectionIds {

	/**
	 * Crockford's Base32 in lower case: no letters that look like digits.
	 */
	private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

	private static final int PREFIX_LENGTH = 8;

	private static final String PREFIX = prefix(new SecureRandom().nextLong()) + "-";

	private static final AtomicLong NUMBERS = new AtomicLong();

	private ConnectionIds() {
	}

	private static String prefix(long random) {
		StringBuilder prefix = new StringBuilder(PREFIX_LENGTH);
		for (int i = 0; i < PREFIX_LENGTH; i++) {
			prefix.append(ALPHABET.charAt((int) (random >>> (5 * i)) & 31));
		}
		return prefix.toString();
	}

	/**
	 * Returns the number of a new connection.
	 */
	static long nextNumber() {
		return NUMBERS.incrementAndGet();
	}

	static String idOf(long number) {
		return PREFIX + Long.toString(number, Character.MAX_RADIX);
	}

	/**
	 * Returns the number in an id of this process, if it is one.
	 */
	static OptionalLong numberOf(String id) {
		if (!id.startsWith(PREFIX)) {
			return OptionalLong.empty();
		}
		try {
			return OptionalLong.of(Long.parseLong(id.substring(PREFIX.length()), Character.MAX_RADIX));
		}
		catch (NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

}
