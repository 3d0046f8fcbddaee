package io.netpool.tcp.server;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LanePace}.
 */
class LanePaceTests {

	private static final long QUICK = 99_999;

	private static final long SLOW = 100_000;

	private final LanePace pace = new LanePace();

	@Test
	void beforeItRanItIsUnknown() {
		assertThat(this.pace.isUnknown()).isTrue();
		assertThat(this.pace.isBlocking()).isFalse();
	}

	@Test
	void whatPassedDoesNotBlock() {
		this.pace.passed();
		assertThat(this.pace.isUnknown()).isFalse();
		assertThat(this.pace.isBlocking()).isFalse();
	}

	@Test
	void whatHeldUpItsRunnerBlocks() {
		this.pace.passed();
		this.pace.heldUp();
		assertThat(this.pace.isBlocking()).isTrue();
	}

	@Test
	void whatBlocksIsNotTakenForQuickBecauseItPassedOnce() {
		this.pace.heldUp();
		this.pace.passed();
		assertThat(this.pace.isBlocking()).isTrue();
	}

	@Test
	void aRunIsQuickByItsMeanMessage() {
		assertThat(this.pace.ranAlone(3 * SLOW - 1, 3)).isTrue();
		assertThat(this.pace.ranAlone(3 * SLOW, 3)).isFalse();
	}

	@Test
	void aRunWithoutMessagesCountsAsOne() {
		assertThat(this.pace.ranAlone(QUICK, 0)).isTrue();
		assertThat(this.pace.ranAlone(SLOW, 0)).isFalse();
	}

	@Test
	void aSlowRunAloneBlocks() {
		this.pace.ranAlone(SLOW, 1);
		assertThat(this.pace.isBlocking()).isTrue();
	}

	@Test
	void afterSixteenQuickRunsItBlocksNoMore() {
		this.pace.heldUp();
		runQuickly(15);
		assertThat(this.pace.isBlocking()).isTrue();
		runQuickly(1);
		assertThat(this.pace.isBlocking()).isFalse();
	}

	@Test
	void aSlowRunStartsTheCountOfQuickOnesAnew() {
		this.pace.heldUp();
		runQuickly(15);
		this.pace.ranAlone(SLOW, 1);
		runQuickly(15);
		assertThat(this.pace.isBlocking()).isTrue();
	}

	private void runQuickly(int times) {
		for (int i = 0; i < times; i++) {
			this.pace.ranAlone(QUICK, 1);
		}
	}

}
