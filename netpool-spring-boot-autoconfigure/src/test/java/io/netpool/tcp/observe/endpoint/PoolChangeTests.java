package io.netpool.tcp.observe.endpoint;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.State;
import io.netpool.tcp.observe.TagValues;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class PoolChangeTests {

	private final TcpAcceptorPool pool = mock(TcpAcceptorPool.class);

	@BeforeEach
	void listen() {
		given(this.pool.name()).willReturn("default");
		given(this.pool.state()).willReturn(State.LISTENING);
	}

	@ParameterizedTest
	@EnumSource(names = { "LISTENING", "PAUSED" })
	void aPoolThatServesIsPaused(State state) {
		given(this.pool.state()).willReturn(state);
		new PoolChange("paused", null).applyTo(this.pool);
		verify(this.pool).pause();
	}

	@ParameterizedTest
	@EnumSource(names = { "LISTENING", "PAUSED" })
	void aPoolThatServesIsResumed(State state) {
		given(this.pool.state()).willReturn(state);
		new PoolChange("listening", null).applyTo(this.pool);
		verify(this.pool).resume();
	}

	@Test
	void aPoolIsResized() {
		new PoolChange(null, 1).applyTo(this.pool);
		verify(this.pool).resize(1);
	}

	@ParameterizedTest
	@CsvSource({ "DRAINING, paused", "STOPPED, paused", "STOPPED, listening" })
	void aPoolThatDoesNotServeCanBeNeither(State state, String wanted) {
		given(this.pool.state()).willReturn(state);
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> new PoolChange(wanted, null).applyTo(this.pool))
			.withMessage("Pool 'default' is %s: only a pool that is listening or paused can be changed to %s",
					TagValues.of(state), wanted);
		verify(this.pool, never()).pause();
		verify(this.pool, never()).resume();
	}

	@Test
	void noPoolIsStopped() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> new PoolChange("stopped", null).applyTo(this.pool))
			.withMessage("Pool 'default' can only be changed to paused or listening, not to 'stopped'");
	}

	@Test
	void aPoolWithoutAcceptorsIsNone() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> new PoolChange(null, 0))
			.withMessage("'acceptors' is 0, and must be 1 or more");
	}

	@ParameterizedTest
	@CsvSource({ ",", "paused, 5" })
	void onlyOneThingIsChangedAtATime(String state, Integer acceptors) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> new PoolChange(state, acceptors))
			.withMessage("Set either 'state' to paused or listening, or 'acceptors' to 1 or more");
		verify(this.pool, never()).resize(anyInt());
	}

}
