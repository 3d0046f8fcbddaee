package io.netpool.tcp.server.lane;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LaneActivity}.
 */
class LaneActivityTests {

	private final LaneActivity activity = new LaneActivity();

	private final HandlerTimes times = new HandlerTimes();

	@Test
	void itsThreadIsTheRunnersWhileItRuns() {
		assertThat(this.activity.thread()).isNull();
		this.activity.begin();
		assertThat(this.activity.thread()).isSameAs(Thread.currentThread());
		this.activity.end(this.times);
		assertThat(this.activity.thread()).isNull();
	}

	@Test
	void eachRunAndEachMessageIsAStep() {
		int before = this.activity.step();
		this.activity.begin();
		assertThat(this.activity.step()).isEqualTo(before + 1);
		this.activity.messageBegins();
		this.activity.messageBegins();
		this.activity.end(this.times);
		assertThat(this.activity.step()).isEqualTo(before + 3);
	}

	@Test
	void theMessagesOfEachRunAreCountedWithTheTimeOfTheRun() {
		long start = System.nanoTime();
		for (int run = 0; run < 2; run++) {
			this.activity.begin();
			this.activity.messageBegins();
			this.activity.messageBegins();
			this.activity.messageBegins();
			this.activity.end(this.times);
		}
		assertThat(this.times.messages()).isEqualTo(6);
		assertThat(this.times.time().toNanos()).isPositive().isLessThanOrEqualTo(System.nanoTime() - start);
		assertThat(this.times.failedTime()).isZero();
	}

	@Test
	void aRunWithoutMessagesIsNotCounted() {
		this.activity.begin();
		this.activity.end(this.times);
		assertThat(this.times.messages()).isZero();
		assertThat(this.times.time()).isZero();
	}

	@Test
	void whatFailedCountsForItsOwnRun() {
		this.activity.begin();
		this.activity.messageBegins();
		this.activity.messageFailed();
		this.activity.end(this.times);
		assertThat(this.times.failedTime()).isEqualTo(this.times.time()).isPositive();
		HandlerTimes next = new HandlerTimes();
		this.activity.begin();
		this.activity.messageBegins();
		this.activity.end(next);
		assertThat(next.messages()).isOne();
		assertThat(next.failedTime()).isZero();
	}

	@Test
	void itIsIdleSinceTheEndOfItsLastRun() {
		long made = System.nanoTime();
		LaneActivity another = new LaneActivity();
		assertThat(another.nanosSinceRun()).isBetween(0L, System.nanoTime() - made);
		another.begin();
		long ending = System.nanoTime();
		another.end(this.times);
		assertThat(another.nanosSinceRun()).isBetween(0L, System.nanoTime() - ending);
	}

}
