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
 * Whether an acceptor pool takes connections. One whose acceptors are all busy does: what
 * happens then is what its overflow says, and no failure.
 *
 * @since 0.1.0
 */
public final class TcpPoolHealthIndicator implements HealthIndicator {

	private final TcpAcceptorPool pool;

	private final BooleanSupplier handled;

	/**
	 * Create an indicator.
	 * @param pool the pool
	 * @param handled whether anything handles the pool's messages: if not, it does not
	 * listen, and need not
	 */
	public TcpPoolHealthIndicator(TcpAcceptorPool pool, BooleanSupplier handled) {
		this.pool = pool;
		this.handled = handled;
	}

	@Override
	public Health health() {
		State state = this.pool.state();
		Health.Builder health = new Health.Builder(status(state)).withDetail("state", TagValues.of(state));
		int port = this.pool.port();
		if (port >= 0) {
			health.withDetail("port", port);
		}
		String transport = this.pool.transport();
		if (transport != null) {
			health.withDetail("transport", transport);
		}
		return health.withDetail("acceptors", acceptors()).build();
	}

	private Status status(State state) {
		return switch (state) {
			case LISTENING -> Status.UP;
			case PAUSED, DRAINING -> Status.OUT_OF_SERVICE;
			case STOPPED -> this.handled.getAsBoolean() ? Status.DOWN : Status.UNKNOWN;
		};
	}

	private Map<String, Integer> acceptors() {
		TcpAcceptorPool.Acceptors acceptors = this.pool.acceptors();
		Map<String, Integer> numbers = new LinkedHashMap<>();
		numbers.put("idle", acceptors.idle());
		numbers.put("busy", acceptors.busy());
		numbers.put("limit", acceptors.limit());
		numbers.put("max", acceptors.max());
		return numbers;
	}

}
