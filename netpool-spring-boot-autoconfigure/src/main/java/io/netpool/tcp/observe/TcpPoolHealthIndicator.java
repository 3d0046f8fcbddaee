package io.netpool.tcp.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for an acceptor pool. A pool is {@link Status#UP} while it
 * listens, {@link Status#OUT_OF_SERVICE} while it is paused or drains, and
 * {@link Status#DOWN} when it has stopped.
 *
 * @since 0.1.0
 */
public final class TcpPoolHealthIndicator implements HealthIndicator {

	private final TcpAcceptorPool pool;

	private final BooleanSupplier hasHandlers;

	private final boolean outOfServiceWhenFull;

	/**
	 * Create an indicator.
	 * @param pool the pool
	 * @param hasHandlers whether the pool has handlers. A pool without any does not
	 * listen, and is {@link Status#UNKNOWN}.
	 * @param outOfServiceWhenFull whether the pool is {@link Status#OUT_OF_SERVICE} while
	 * it is {@linkplain TcpAcceptorPool.Acceptors#isFull() full}
	 */
	public TcpPoolHealthIndicator(TcpAcceptorPool pool, BooleanSupplier hasHandlers, boolean outOfServiceWhenFull) {
		this.pool = pool;
		this.hasHandlers = hasHandlers;
		this.outOfServiceWhenFull = outOfServiceWhenFull;
	}

	@Override
	public Health health() {
		State state = this.pool.state();
		TcpAcceptorPool.Acceptors acceptors = this.pool.acceptors();
		Health.Builder health = new Health.Builder(status(state, acceptors)).withDetail("state", TagValues.of(state));
		int port = this.pool.port();
		if (port >= 0) {
			health.withDetail("port", port);
		}
		String transport = this.pool.transport();
		if (transport != null) {
			health.withDetail("transport", transport);
		}
		return health.withDetail("acceptors", numbers(acceptors)).build();
	}

	private Status status(State state, TcpAcceptorPool.Acceptors acceptors) {
		return switch (state) {
			case LISTENING -> (this.outOfServiceWhenFull && acceptors.isFull()) ? Status.OUT_OF_SERVICE : Status.UP;
			case PAUSED, DRAINING -> Status.OUT_OF_SERVICE;
			case STOPPED -> this.hasHandlers.getAsBoolean() ? Status.DOWN : Status.UNKNOWN;
		};
	}

	private static Map<String, Integer> numbers(TcpAcceptorPool.Acceptors acceptors) {
		Map<String, Integer> numbers = new LinkedHashMap<>();
		numbers.put("idle", acceptors.idle());
		numbers.put("busy", acceptors.busy());
		numbers.put("limit", acceptors.limit());
		numbers.put("max", acceptors.max());
		return numbers;
	}

}
