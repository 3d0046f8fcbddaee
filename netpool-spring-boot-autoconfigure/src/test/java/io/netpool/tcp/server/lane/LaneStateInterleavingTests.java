package io.netpool.tcp.server.lane;

import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.interleaving.Interleaved;
import io.netpool.tcp.interleaving.Steps;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that when a runner leaves a lane while another thread has work for it, exactly
 * one of them has it run.
 */
@Interleaved
class LaneStateInterleavingTests {

	private final LaneState state = new LaneState();

	private final AtomicInteger runs = new AtomicInteger();

	/**
	 * A lane that a runner has.
	 */
	private void ready() {
		assertThat(this.state.wake()).isTrue();
	}

	private void count(boolean takes) {
		if (takes) {
			this.runs.incrementAndGet();
		}
	}

	private void assertRunOnce() {
		Steps.awaitOthers();
		assertThat(this.runs).hasValue(1);
		assertThat(this.state.isIdle()).isFalse();
	}

	@Test
	void aMessageIsPublishedWhileTheRunnerLeaves() {
		MessageQueue messages = new MessageQueue(1);
		ready();
		Steps.start(() -> {
			this.state.leave();
			count(!messages.isEmpty() && this.state.wake());
		});
		messages.put("message");
		messages.publish();
		count(this.state.wake());
		assertRunOnce();
	}

	@Test
	void aReplyIsCompletedWhileTheRunnerLeaves() {
		ready();
		Steps.start(() -> count(!this.state.rest()));
		count(this.state.resume());
		assertRunOnce();
	}

	@Test
	void theClientReadsWhileTheRunnerLeaves() {
		ready();
		Steps.start(() -> {
			this.state.stall();
			count(this.state.unstall());
		});
		count(this.state.unstall());
		assertRunOnce();
	}

}
