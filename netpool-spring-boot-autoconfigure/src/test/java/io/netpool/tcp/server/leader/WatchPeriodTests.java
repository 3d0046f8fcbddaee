package io.netpool.tcp.server.leader;

import io.netpool.tcp.server.leader.WatchPeriod.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WatchPeriod}.
 */
class WatchPeriodTests {

	private final WatchPeriod period = new WatchPeriod();

	private void check(int times, Observation seen) {
		for (int i = 0; i < times; i++) {
			this.period.checked(seen);
		}
	}

	private void calm() {
		check((WatchPeriod.MAX_TICKS - 1) * WatchPeriod.CALM_CHECKS, Observation.WORK);
	}

	@Test
	void theLongerNoHandlerHasBlockedTheLongerItIs() {
		check(WatchPeriod.CALM_CHECKS - 1, Observation.WORK);
		assertThat(this.period.ticks()).isEqualTo(1);
		check(1, Observation.WORK);
		assertThat(this.period.ticks()).isEqualTo(2);
		check(1000 * WatchPeriod.CALM_CHECKS, Observation.WORK);
		assertThat(this.period.ticks()).isEqualTo(WatchPeriod.MAX_TICKS);
	}

	@Test
	void itIsShortAfterAHandlerHasBlocked() {
		calm();
		check(1, Observation.REPLACED);
		check(WatchPeriod.CALM_CHECKS - 1, Observation.WORK);
		assertThat(this.period.ticks()).isEqualTo(1);
	}

	@Test
	void aRunningHandlerIsCheckedAgainSoon() {
		calm();
		check(1, Observation.MESSAGE);
		assertThat(this.period.ticks()).isEqualTo(1);
	}

	@Test
	void aHandlerThatHasReturnedIsNotCheckedAThirdTime() {
		calm();
		check(2, Observation.MESSAGE);
		assertThat(this.period.ticks()).isEqualTo(WatchPeriod.MAX_TICKS);
	}

	@Test
	void aHandlerThatHasNotReturnedIsCheckedAgainAndAgain() {
		calm();
		check(1, Observation.MESSAGE);
		for (int i = 0; i < 3; i++) {
			check(1, Observation.SAME_MESSAGE);
			assertThat(this.period.ticks()).isEqualTo(1);
		}
	}

	@Test
	void theFirstCheckAfterASleepIsSoon() {
		calm();
		this.period.restart();
		assertThat(this.period.ticks()).isEqualTo(1);
		check(1, Observation.WORK);
		assertThat(this.period.ticks()).isEqualTo(WatchPeriod.MAX_TICKS);
	}

	@Test
	void aHandlerThatTheFirstCheckAfterASleepFindsRunningIsCheckedAgainSoon() {
		calm();
		this.period.restart();
		check(1, Observation.MESSAGE);
		assertThat(this.period.ticks()).isEqualTo(1);
	}

	@Test
	void itIsIdleAfterSomeChecksWithoutWork() {
		check(WatchPeriod.IDLE_CHECKS - 1, Observation.NOTHING);
		assertThat(this.period.isIdle()).isFalse();
		check(1, Observation.NOTHING);
		assertThat(this.period.isIdle()).isTrue();
		this.period.restart();
		assertThat(this.period.isIdle()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
	void itIsNotIdleWhileThereIsWork(Observation seen) {
		check(WatchPeriod.IDLE_CHECKS - 1, Observation.NOTHING);
		check(1, seen);
		check(WatchPeriod.IDLE_CHECKS - 1, Observation.NOTHING);
		assertThat(this.period.isIdle()).isFalse();
	}

}
