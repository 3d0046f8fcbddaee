package io.netpool.tcp.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;

/**
 * The timers of handlers, in pools where the application wants a distribution of
 * {@code netpool.tcp.handler}: percentiles, a histogram, or service level objectives.
 * Only there is each message timed by itself; elsewhere that meter is the pool's total.
 *
 * @since 0.1.0
 */
public final class TcpHandlerTimers implements TcpEndpointDecorator {

	private final Distributions distributions;

	private final Clock clock;

	private final Map<String, List<HandlerTimer>> timers = new ConcurrentHashMap<>();

	/**
	 * Create the timers of an application.
	 * @param filters the filters that its registries have, in their order
	 */
	public TcpHandlerTimers(List<MeterFilter> filters) {
		this(filters, Clock.SYSTEM);
	}

	TcpHandlerTimers(List<MeterFilter> filters, Clock clock) {
		this.distributions = new Distributions(List.copyOf(filters));
		this.clock = clock;
	}

	/**
	 * Register the timer of a pool, if it is to have one. Twice in one registry, it would
	 * record each message twice.
	 * @param registry where to register it
	 * @param pool the pool's name
	 * @return whether it is registered
	 */
	boolean register(MeterRegistry registry, String pool) {
		boolean wanted = isWanted(pool);
		if (wanted && of(pool).stream().noneMatch((timer) -> timer.registry() == registry)) {
			of(pool).add(HandlerTimer.register(registry, pool));
		}
		return wanted;
	}

	/**
	 * A pool may start before there is a registry.
	 */
	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		return isWanted(pool) ? new TimedEndpoint(endpoint, of(pool), this.clock) : endpoint;
	}

	/**
	 * For both outcomes or none: they are one meter.
	 */
	private boolean isWanted(String pool) {
		return this.distributions.areWanted(HandlerTimer.id(pool, HandlerTimer.SUCCESS))
				|| this.distributions.areWanted(HandlerTimer.id(pool, HandlerTimer.FAILURE));
	}

	private List<HandlerTimer> of(String pool) {
		return this.timers.computeIfAbsent(pool, (name) -> new CopyOnWriteArrayList<>());
	}

}
