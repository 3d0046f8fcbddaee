package io.netpool.tcp.observe.endpoint;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.observe.TagValues;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * What an operator wants of a pool: one of both.
 *
 * @param state the state that it should have
 * @param acceptors the number of acceptors that it should have
 */
record PoolChange(@Nullable String state, @Nullable Integer acceptors) {

	PoolChange {
		if ((state == null) == (acceptors == null)) {
			throw BadRequest.because("Set either 'state' to paused or listening, or 'acceptors' to 1 or more");
		}
		if (acceptors != null && acceptors < 1) {
			throw BadRequest.because("'acceptors' is " + acceptors + ", and must be 1 or more");
		}
	}

	void applyTo(TcpAcceptorPool pool) {
		if (this.acceptors != null) {
			pool.resize(this.acceptors);
		}
		else if ("paused".equals(this.state)) {
			serving(pool).pause();
		}
		else if ("listening".equals(this.state)) {
			serving(pool).resume();
		}
		else {
			throw unreachable(pool, "can only be changed to paused or listening, not to '" + this.state + "'");
		}
	}

	private TcpAcceptorPool serving(TcpAcceptorPool pool) {
		State present = pool.state();
		if (present != State.LISTENING && present != State.PAUSED) {
			throw unreachable(pool, "is " + TagValues.of(present) + ", and only one that is listening or paused can be "
					+ "changed to " + this.state);
		}
		return pool;
	}

	private static InvalidEndpointRequestException unreachable(TcpAcceptorPool pool, String why) {
		return BadRequest.because("Pool '" + pool.name() + "' " + why);
	}

}
