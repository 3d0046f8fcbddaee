package io.netpool.benchmarks.compare.load;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Server under load.
 *
 * @param address the address on which it listens
 * @param processorTime returns the processor time that its process has used so far,
 * {@link Duration#ZERO} if unknown
 * @since 0.1.0
 */
public record Target(SocketAddress address, Supplier<Duration> processorTime) {

	/**
	 * Creates a target whose processor time is unknown.
	 * @param address the address on which it listens
	 * @return the target
	 */
	public static Target at(SocketAddress address) {
		return new Target(address, () -> Duration.ZERO);
	}

}
