package io.netpool.tcp.observe;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import io.micrometer.observation.ObservationRegistry;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import org.jspecify.annotations.Nullable;

/**
 * Creates observations of the connections and messages of pools, documented by
 * {@link TcpObservationDocumentation}.
 *
 * @since 0.1.0
 */
public final class TcpObservations implements TcpEndpointDecorator {

	private final ObservationRegistry registry;

	private final TcpObservationConventions conventions;

	private final Predicate<String> enabled;

	private final Function<String, List<TcpTraceContext>> traceContexts;

	/**
	 * Create a decorator of messages that start traces.
	 * @param registry the registry for the observations
	 * @param messages the convention for messages, {@code null} for the default
	 * @param connections the convention for connections, {@code null} for the default
	 * @param enabled whether to observe the pool with the given name. An observation
	 * costs more than everything else that is done for a small message.
	 */
	public TcpObservations(ObservationRegistry registry, @Nullable TcpMessageObservationConvention messages,
			@Nullable TcpConnectionObservationConvention connections, Predicate<String> enabled) {
		this(registry, messages, connections, enabled, (pool) -> List.of());
	}

	/**
	 * Create a decorator of messages that may continue traces.
	 * @param registry the registry for the observations
	 * @param messages the convention for messages, {@code null} for the default
	 * @param connections the convention for connections, {@code null} for the default
	 * @param enabled whether to observe the pool with the given name
	 * @param traceContexts returns what reads the trace headers of messages of the pool
	 * with the given name, the first choice first. Called when the pool starts
	 */
	public TcpObservations(ObservationRegistry registry, @Nullable TcpMessageObservationConvention messages,
			@Nullable TcpConnectionObservationConvention connections, Predicate<String> enabled,
			Function<String, List<TcpTraceContext>> traceContexts) {
		this.registry = registry;
		this.conventions = new TcpObservationConventions(messages, connections);
		this.enabled = enabled;
		this.traceContexts = traceContexts;
	}

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		if (!this.enabled.test(pool) || this.registry.isNoop()) {
			return endpoint;
		}
		List<TcpTraceContext> contexts = this.traceContexts.apply(pool);
		return new ObservedEndpoint(endpoint, this.registry, this.conventions,
				contexts.isEmpty() ? null : new MessageTraceContext(pool, contexts));
	}

}
