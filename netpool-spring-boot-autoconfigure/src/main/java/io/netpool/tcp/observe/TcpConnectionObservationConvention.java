package io.netpool.tcp.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for connections. A bean of this type replaces
 * {@link DefaultTcpConnectionObservationConvention}.
 *
 * @since 0.1.0
 */
public interface TcpConnectionObservationConvention extends ObservationConvention<TcpConnectionObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof TcpConnectionObservationContext;
	}

}
