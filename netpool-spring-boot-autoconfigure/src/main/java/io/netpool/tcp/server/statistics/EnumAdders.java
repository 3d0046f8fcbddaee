package io.netpool.tcp.server.statistics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One {@link LongAdder} for each constant of an enum.
 *
 * @param <E> the type of the enum
 */
final class EnumAdders<E extends Enum<E>> {

	private final Class<E> type;

	private final LongAdder[] adders;

	EnumAdders(Class<E> type) {
		this.type = type;
		this.adders = Stream.generate(LongAdder::new).limit(type.getEnumConstants().length).toArray(LongAdder[]::new);
	}

	LongAdder of(E constant) {
		return this.adders[constant.ordinal()];
	}

	/**
	 * The sums of the constants that match.
	 * @return an unmodifiable map in the order of the enum
	 */
	Map<E, Long> sums(Predicate<E> constants) {
		Map<E, Long> sums = new EnumMap<>(this.type);
		for (E constant : this.type.getEnumConstants()) {
			if (constants.test(constant)) {
				sums.put(constant, of(constant).sum());
			}
		}
		return Collections.unmodifiableMap(sums);
	}

}
