package io.netpool.tcp.observe;

import io.micrometer.observation.ObservationRegistry;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import org.jspecify.annotations.Nullable;

/**
 * Observes the connections and messages of pools, as {@link TcpObservationDocumentation}
 * says. Where nobody would be told, a pool is left as it is: an observation costs more
 * than the whole way of a message does.
 *
 * @since 0.1.0
 */
public final class TcpObservations implements TcpEndpointDecorator {

	private final ObservationRegistry registry;

	private final TcpObservationConventions conventions;

	/**
	 * Create the observations of an application.
	 * @param registry where to observe
	 * @param messages how messages are named and tagged, {@code null} for the default
	 * @param connections how connections are named and tagged, {@code null} for the
	 * default
	 */
	public TcpObservations(ObservationRegistry registry, @Nullable TcpMessageObservationConvention messages,
			@Nullable TcpConnectionObservationConvention connections) {
		this.registry = registry;
		this.conventions = new TcpObservationConventions(messages, connections);
	}

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		return this.registry.isNoop() ? endpoint : new ObservedEndpoint(endpoint, this.registry, this.conventions);
	}

}
