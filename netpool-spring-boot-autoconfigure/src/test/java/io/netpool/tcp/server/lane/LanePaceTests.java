package io.netpool.tcp.server.lane;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LanePace}.
 */
class LanePaceTests {

	private static final long QUICK = 99_999;

	private static final long SLOW = 100_000;

	private static final long BRIEF = 50_000;

	private final LanePace pace = new LanePace();

	@Test
	void beforeItRanItIsUnknown() {
		assertThat(this.pace.isUnknown()).isTrue();
		assertThat(this.pace.isBlocking()).isFalse();
	}

	@Test
	void whatPassedDoesNotBlock() {
		this.pace.ranShared();
		assertThat(this.pace.isUnknown()).isFalse();
		assertThat(this.pace.isBlocking()).isFalse();
	}

	@Test
	void whatHeldUpItsRunnerBlocks() {
		this.pace.ranShared();
		this.pace.blocked();
		assertThat(this.pace.isBlocking()).isTrue();
	}

	@Test
	void whatBlocksIsNotTakenForQuickBecauseItPassedOnce() {
		this.pace.blocked();
		this.pace.ranShared();
		assertThat(this.pace.isBlocking()).isTrue();
	}

	@Test
	void aRunIsQuickByItsMeanMessage() {
		assertThat(this.pace.ranDedicated(3 * SLOW - 1, 3)).isTrue();
		assertThat(this.pace.ranDedicated(3 * SLOW, 3)).isFalse();
	}

	@Test
	void aRunWithoutMessagesCountsAsOne() {
		assertThat(this.pace.ranDedicated(QUICK, 0)).isTrue();
		assertThat(this.pace.ranDedicated(SLOW, 0)).isFalse();
	}

	@Test
	void twoBriefRunsInARowAreBrief() {
		this.pace.ranShared();
		this.pace.ran(3 * BRIEF - 1, 3, BRIEF);
		assertThat(this.pace.isBrief()).isFalse();
		this.pace.ran(BRIEF - 1, 1, BRIEF);
		assertThat(this.pace.isBrief()).isTrue();
		this.pace.ran(BRIEF, 1, BRIEF);
		assertThat(this.pace.isBrief()).isFalse();
	}

	@Test
	void whatHasBlockedOrHandledNothingIsNotBrief() {
		this.pace.ranShared();
		this.pace.ran(0, 0, BRIEF);
		this.pace.ran(0, 0, BRIEF);
		assertThat(this.pace.isBrief()).isFalse();
		this.pace.ran(0, 1, BRIEF);
		this.pace.ran(0, 1, BRIEF);
		this.pace.blocked();
		assertThat(this.pace.isBrief()).isFalse();
	}

	@Test
	void theEstimateIsTheLatestTimeOrAnEarlierOneThatFades() {
		this.pace.ran(2400, 3, BRIEF);
		assertThat(this.pace.nanosPerMessage()).isEqualTo(800);
		this.pace.ran(0, 1, BRIEF);
		assertThat(this.pace.nanosPerMessage()).isEqualTo(700);
		this.pace.ran(710, 1, BRIEF);
		assertThat(this.pace.nanosPerMessage()).isEqualTo(710);
		this.pace.ran(Long.MAX_VALUE, 0, BRIEF);
		assertThat(this.pace.nanosPerMessage()).isEqualTo(710);
		this.pace.ran(Long.MAX_VALUE, 1, BRIEF);
		assertThat(this.pace.nanosPerMessage()).isEqualTo((int) BRIEF);
		this.pace.ran(Long.MAX_VALUE, 1, Long.MAX_VALUE);
		assertThat(this.pace.nanosPerMessage()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void aSlowRunAloneBlocks() {
		this.pace.ranDedicated(SLOW, 1);
		assertThat(this.pace.isBlocking()).isTrue();
	}

	@Test
	void afterSixteenQuickRunsItBlocksNoMore() {
		this.pace.blocked();
		runQuickly(15);
		assertThat(this.pace.isBlocking()).isTrue();
		runQuickly(1);
		assertThat(this.pace.isBlocking()).isFalse();
	}

	@Test
	void aSlowRunStartsTheCountOfQuickOnesAnew() {
		this.pace.blocked();
		runQuickly(15);
		this.pace.ranDedicated(SLOW, 1);
		runQuickly(15);
		assertThat(this.pace.isBlocking()).isTrue();
	}

	private void runQuickly(int times) {
		for (int i = 0; i < times; i++) {
			this.pace.ranDedicated(QUICK, 1);
		}
	}

}
