package io.netpool.tcp.cluster;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message in a form that every instance reads in the same way.
 *
 * @param text the text, which each pool encodes with its charset, {@code null} for bytes
 * @param bytes the bytes, {@code null} for text or bytes per pool
 * @param byPool the bytes for each pool, by its name: pools may convert an object in
 * their own way
 * @hidden
 */
@SuppressWarnings("ArrayRecordComponent")
public record Payload(@Nullable String text, byte @Nullable [] bytes, Map<String, byte[]> byPool) {

	public static Payload of(String text) {
		return new Payload(text, null, Map.of());
	}

	public static Payload of(byte[] bytes) {
		return new Payload(null, bytes, Map.of());
	}

	public static Payload of(Map<String, byte[]> byPool) {
		return new Payload(null, null, byPool);
	}

	/**
	 * Returns what a pool is to send.
	 * @return a {@link String} or {@code byte[]}; {@code null} if the sender's instance
	 * has no such pool
	 */
	public @Nullable Object forPool(String pool) {
		if (this.text != null) {
			return this.text;
		}
		return (this.bytes != null) ? this.bytes : this.byPool.get(pool);
	}

	/**
	 * Returns the memory that it needs, in bytes, text at its largest.
	 */
	long size() {
		if (this.text != null) {
			return 2L * this.text.length();
		}
		if (this.bytes != null) {
			return this.bytes.length;
		}
		return this.byPool.values().stream().mapToLong((payload) -> payload.length).sum();
	}

}
