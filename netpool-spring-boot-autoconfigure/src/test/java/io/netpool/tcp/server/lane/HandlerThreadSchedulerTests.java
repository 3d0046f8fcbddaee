package io.netpool.tcp.server.lane;

import java.util.List;
import java.util.stream.Stream;

import io.netpool.tcp.server.leader.LeaderEventLoop;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.LeaderSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for the limits of what {@link HandlerThreadScheduler} has a leader run.
 */
class HandlerThreadSchedulerTests {

	private static final int BRIEF_NANOS = 50_000;

	private final LeaderEventLoop loop = mock();

	private final HandlerThreadScheduler scheduler = new HandlerThreadScheduler(this.loop, mock(EventLoopSignal.class),
			mock(HandlerThreads.class));

	HandlerThreadSchedulerTests() {
		given(this.loop.settings()).willReturn(LeaderSettings.DEFAULT);
	}

	/**
	 * Create lanes that have handled messages, with some that are to be handled.
	 * @param nanos the time that each message has taken
	 */
	private List<Lane> lanes(int count, int messages, int nanos) {
		return Stream.generate(() -> {
			Lane lane = newLane(messages);
			lane.pace().ranShared();
			handle(lane, nanos);
			handle(lane, nanos);
			return lane;
		}).limit(count).toList();
	}

	private Lane newLane(int messages) {
		Lane lane = new Lane(mock(LaneOwner.class), mock(LaneScheduler.class), mock(), Math.max(1, messages));
		for (int i = 0; i < messages; i++) {
			lane.put(i);
		}
		lane.publish();
		return lane;
	}

	private void handle(Lane lane, int nanos) {
		this.scheduler.ran(lane, nanos, 1);
	}

	@Test
	void lanesWhoseHandlersWereBriefAreBrief() {
		assertThat(this.scheduler.areBrief(lanes(10, 1, BRIEF_NANOS - 1))).isTrue();
		assertThat(this.scheduler.areBrief(lanes(1, 1, BRIEF_NANOS))).isFalse();
	}

	@Test
	void lanesThatTogetherShouldTakeLongAreNotBrief() {
		assertThat(this.scheduler.areBrief(lanes(11, 1, BRIEF_NANOS - 1))).isFalse();
		assertThat(this.scheduler.areBrief(lanes(11, 0, BRIEF_NANOS - 1))).isFalse();
		assertThat(this.scheduler.areBrief(lanes(50, 1, BRIEF_NANOS / 5))).isTrue();
	}

	@Test
	void messagesThatTogetherShouldTakeLongAreNotBrief() {
		assertThat(this.scheduler.areBrief(lanes(1, 10, BRIEF_NANOS - 1))).isTrue();
		assertThat(this.scheduler.areBrief(lanes(1, 11, BRIEF_NANOS - 1))).isFalse();
		assertThat(this.scheduler.areBrief(lanes(2, 20, BRIEF_NANOS / 5))).isTrue();
	}

	@Test
	void newLanesAreExpectedToBeginAsOthersBegan() {
		List<Lane> fresh = List.of(newLane(1), newLane(2));
		for (int i = 0; i < 16; i++) {
			assertThat(this.scheduler.areBrief(fresh)).isFalse();
			handle(newLane(0), BRIEF_NANOS / 2);
		}
		assertThat(this.scheduler.areBrief(fresh)).isTrue();
		assertThat(this.scheduler.areBrief(List.of(newLane(21)))).isFalse();
		handle(newLane(0), Integer.MAX_VALUE);
		assertThat(this.scheduler.areBrief(fresh)).isFalse();
		for (int i = 0; i < 16; i++) {
			handle(newLane(0), BRIEF_NANOS / 2);
		}
		assertThat(this.scheduler.areBrief(fresh)).isTrue();
	}

}
