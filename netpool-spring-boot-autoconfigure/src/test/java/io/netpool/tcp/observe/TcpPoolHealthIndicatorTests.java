package io.netpool.tcp.observe;

import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpAcceptorPool.Acceptors;
import io.netpool.tcp.TcpAcceptorPool.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TcpPoolHealthIndicatorTests {

	private final TcpAcceptorPool pool = mock(TcpAcceptorPool.class);

	@ParameterizedTest
	@CsvSource({ "LISTENING, true, UP", "PAUSED, true, OUT_OF_SERVICE", "DRAINING, true, OUT_OF_SERVICE",
			"STOPPED, true, DOWN", "STOPPED, false, UNKNOWN", "LISTENING, false, UP" })
	void aPoolHasTheStatusOfItsState(State state, boolean handled, String expected) {
		assertThat(health(state, handled).getStatus().getCode()).isEqualTo(expected);
	}

	@Test
	void itTellsWhereThePoolListensAndHowBusyItIs() {
		given(this.pool.port()).willReturn(9000);
		given(this.pool.transport()).willReturn("epoll");
		assertThat(health(State.LISTENING, true).getDetails()).containsExactly(entry("state", "listening"),
				entry("port", 9000), entry("transport", "epoll"),
				entry("acceptors", Map.of("idle", 2, "busy", 1, "limit", 3, "max", 5)));
	}

	@Test
	void ofAPoolThatDoesNotListenItTellsNoPort() {
		given(this.pool.port()).willReturn(-1);
		assertThat(health(State.STOPPED, true).getDetails()).containsOnlyKeys("state", "acceptors");
	}

	@Test
	void aPoolWhoseAcceptorsAreAllBusyIsUp() {
		given(this.pool.acceptors()).willReturn(new Acceptors(3, 3, 3));
		given(this.pool.state()).willReturn(State.LISTENING);
		assertThat(new TcpPoolHealthIndicator(this.pool, () -> true, false).health().getStatus()).isEqualTo(Status.UP);
	}

	@ParameterizedTest
	@CsvSource({ "LISTENING, 3, 3, 3, OUT_OF_SERVICE", "LISTENING, 2, 3, 3, UP", "LISTENING, 3, 3, 4, UP",
			"LISTENING, 3, 1, 1, OUT_OF_SERVICE", "STOPPED, 0, 3, 3, DOWN", "PAUSED, 2, 3, 3, OUT_OF_SERVICE" })
	void whereThatIsSetAPoolIsOutOfServiceWhileNoMoreAcceptorsCanStart(State state, int busy, int limit, int max,
			String expected) {
		given(this.pool.acceptors()).willReturn(new Acceptors(busy, limit, max));
		given(this.pool.state()).willReturn(state);
		assertThat(new TcpPoolHealthIndicator(this.pool, () -> true, true).health().getStatus().getCode())
			.isEqualTo(expected);
	}

	private Health health(State state, boolean handled) {
		given(this.pool.state()).willReturn(state);
		given(this.pool.acceptors()).willReturn(new Acceptors(1, 3, 5));
		return new TcpPoolHealthIndicator(this.pool, () -> handled, false).health();
	}

}
