package io.netpool.tcp.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for messages. A bean of this type replaces
 * {@link DefaultTcpMessageObservationConvention}.
 *
 * @since 0.1.0
 */
public interface TcpMessageObservationConvention extends ObservationConvention<TcpMessageObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof TcpMessageObservationContext;
	}

}
