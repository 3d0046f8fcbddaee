package io.netpool.tcp.server;

import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates connection ids such as {@code k3f9a2x7-1c}: 40 random bits, drawn once per
 * start of the application, and the number of the connection within its process. So an id
 * is unique across instances and restarts without asking anyone, names the instance that
 * has the connection, and is short enough for a log line.
 */
final class ConnectionIds {

	/**
	 * Crockford's Base32 in lower case: no letters that look like digits.
	 */
	private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

	private static final int PREFIX_LENGTH = 8;

	private static final AtomicLong NUMBERS = new AtomicLong();

	private final String prefix = prefix(new SecureRandom().nextLong()) + "-";

	/**
	 * Returns the id of this instance, with which ids of connections begin.
	 */
	String instance() {
		return this.prefix.substring(0, PREFIX_LENGTH);
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

	String idOf(long number) {
		return this.prefix + Long.toString(number, Character.MAX_RADIX);
	}

	/**
	 * Returns the number in an id of this instance, if it is one.
	 */
	OptionalLong numberOf(String id) {
		if (!id.startsWith(this.prefix)) {
			return OptionalLong.empty();
		}
		try {
			return OptionalLong.of(Long.parseLong(id.substring(this.prefix.length()), Character.MAX_RADIX));
		}
		catch (NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

}
