package io.netpool.tcp.autoconfigure.actuate;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBinder;

/**
 * Observes the pools that are set to be.
 *
 * @param pools what they are set to
 * @param observations what observes them
 * @param tracing whether observations become spans
 */
record ObservationDecorator(PoolPropertiesBinder pools, TcpEndpointDecorator observations,
		Tracing tracing) implements TcpEndpointDecorator {

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		boolean observed = switch (this.pools.properties(pool).observations()) {
			case AUTO -> this.tracing.isOn();
			case ALWAYS -> true;
			case NEVER -> false;
		};
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
