package io.netpool.tcp.server.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.netpool.tcp.TcpConversionException;
import org.jspecify.annotations.Nullable;

/**
 * A message that may answer an exchange. It is converted once per type, however many
 * exchanges are open. Confined to the event loop.
 */
final class ReceivedMessage {

	private final byte[] payload;

	private final @Nullable Object parsed;

	private final Map<Class<?>, Object> conversions = new HashMap<>(2);

	ReceivedMessage(byte[] payload, @Nullable Object parsed) {
		this.parsed = parsed;
		this.payload = payload;
	}

	/**
	 * Returns the message as an expected answer.
	 * @return the answer, {@code null} if the message is none
	 */
	<T> @Nullable T as(ExpectedAnswer<T> expected) {
		Object converted = this.conversions.get(expected.type());
		if (converted == null) {
			converted = convert(expected);
			this.conversions.put(expected.type(), converted);
		}
		if (converted == this) {
			return null;
		}
		T answer = expected.type().cast(converted);
		return expected.test().test(answer) ? answer : null;
	}

	/**
	 * Returns this object for a message that cannot be converted.
	 */
	private <T> Object convert(ExpectedAnswer<T> expected) {
		if (expected.type().isInstance(this.parsed)) {
			return this.parsed;
		}
		try {
			return Objects.requireNonNullElse(expected.reader().apply(this.payload), this);
		}
		catch (TcpConversionException ex) {
			return this;
		}
	}

}
