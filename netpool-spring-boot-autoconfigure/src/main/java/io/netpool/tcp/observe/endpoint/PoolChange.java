package io.netpool.tcp.observe.endpoint;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.observe.TagValues;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Requested change of a pool: of its state or of its number of acceptors.
 *
 * @param state the requested state: {@code paused} or {@code listening}
 * @param acceptors the requested number of acceptors
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
			throw impossible(pool, "can only be changed to paused or listening, not to '" + this.state + "'");
		}
	}

	private TcpAcceptorPool serving(TcpAcceptorPool pool) {
		State present = pool.state();
		if (present != State.LISTENING && present != State.PAUSED) {
			throw impossible(pool, "is " + TagValues.of(present) + ": only a pool that is listening or paused can be "
					+ "changed to " + this.state);
		}
		return pool;
	}

	private static InvalidEndpointRequestException impossible(TcpAcceptorPool pool, String why) {
		return BadRequest.because("Pool '" + pool.name() + "' " + why);
	}

}
