package io.netpool.tcp.autoconfigure.actuate;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;

/**
 * Observes the pools in which observations are enabled.
 *
 * @param pools the configured pools
 * @param observations observes a pool
 * @param tracing whether observations become spans
 */
record ObservationDecorator(ConfiguredPools pools, TcpEndpointDecorator observations,
		Tracing tracing) implements TcpEndpointDecorator {

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		Boolean enabled = this.pools.get(pool).properties().observation().enabled();
		boolean observed = (enabled != null) ? enabled : this.tracing.isOn();
		return observed ? this.observations.decorate(pool, endpoint) : endpoint;
	}

	/**
	 * Whether observations become spans.
	 */
	@FunctionalInterface
	interface Tracing {

		Tracing OFF = () -> false;

		boolean isOn();

	}

}
