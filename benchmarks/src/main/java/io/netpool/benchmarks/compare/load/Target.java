package io.netpool.benchmarks.compare.load;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A server under load.
 *
 * @param address where it listens
 * @param processorTime the processor time that its process has taken so far,
 * {@link Duration#ZERO} if unknown
 * @since 0.1.0
 */
public record Target(SocketAddress address, Supplier<Duration> processorTime) {

	/**
	 * A server whose processor time is unknown.
	 * @param address where it listens
	 * @return the server
	 */
	public static Target at(SocketAddress address) {
		return new Target(address, () -> Duration.ZERO);
	}

}
