package io.netpool.tcp.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The observation conventions in use.
 *
 * @param messages the application's convention for messages, {@code null} for the default
 * @param connections the application's convention for connections, {@code null} for the
 * default
 */
record TcpObservationConventions(@Nullable TcpMessageObservationConvention messages,
		@Nullable TcpConnectionObservationConvention connections) {

	private static final TcpMessageObservationConvention MESSAGES = new DefaultTcpMessageObservationConvention();

	private static final TcpConnectionObservationConvention CONNECTIONS = new DefaultTcpConnectionObservationConvention();

	Observation observe(TcpMessageObservationContext context, ObservationRegistry registry) {
		return TcpObservationDocumentation.MESSAGE.observation(this.messages, MESSAGES, () -> context, registry);
	}

	Observation observe(TcpConnectionObservationContext context, ObservationRegistry registry) {
		return TcpObservationDocumentation.CONNECTION.observation(this.connections, CONNECTIONS, () -> context,
				registry);
	}

}
