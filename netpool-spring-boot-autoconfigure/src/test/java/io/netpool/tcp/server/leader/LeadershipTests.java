package io.netpool.tcp.server.leader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.server.leader.WatchPeriod.Observation;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.transport.IoThread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Leadership}.
 */
class LeadershipTests {

	private static final int TICKS = 4;

	private final IoThread.Factory threads = new IoThread.Factory("test");

	private final List<Leader> promoted = new ArrayList<>();

	private final Leadership leadership = new Leadership((next, replaced) -> this.promoted.add(next));

	private final Leader first = leader();

	private final Leader second = leader();

	private Leader leader() {
		IoThread thread = (IoThread) this.threads.newThread(() -> {
		});
		return new Leader(this.leadership, thread, (leader) -> LeaderEventLoop.NO_HANDLERS);
	}

	private void inHandler() {
		this.leadership.begin(this.first);
		this.leadership.follow(this.second);
		this.leadership.enterHandler(this.first);
	}

	@Test
	void aLeaderInAHandlerIsNotTheEventLoop() {
		this.leadership.begin(this.first);
		assertThat(this.leadership.isEventLoop(this.first.thread())).isTrue();
		this.leadership.follow(this.second);
		this.leadership.enterHandler(this.first);
		assertThat(this.leadership.isEventLoop(this.first.thread())).isFalse();
		assertThat(this.leadership.isEventLoop(this.second.thread())).isFalse();
		assertThat(this.leadership.leaveHandler(this.first)).isTrue();
		assertThat(this.leadership.isEventLoop(this.first.thread())).isTrue();
	}

	@Test
	void aReplacedLeaderDoesNotLead() {
		inHandler();
		assertThat(this.leadership.replace(this.first)).isTrue();
		assertThat(this.promoted).containsExactly(this.second);
		assertThat(this.leadership.isEventLoop(this.second.thread())).isTrue();
		assertThat(this.leadership.leaveHandler(this.first)).isFalse();
		assertThat(this.leadership.isPromoted(this.second)).isTrue();
		assertThat(this.leadership.hasFollower()).isFalse();
	}

	@Test
	void aLeaderThatReturnsBeforeTheOtherWakesFollowsIt() {
		inHandler();
		this.leadership.replace(this.first);
		this.leadership.follow(this.first);
		assertThat(this.leadership.isPromoted(this.second)).isTrue();
		assertThat(this.leadership.follower()).isSameAs(this.first);
	}

	@Test
	void aLeaderIsReplacedBeforeItIsInterrupted() {
		inHandler();
		assertThat(this.leadership.mayInterrupt(this.first.thread())).isTrue();
		assertThat(this.promoted).containsExactly(this.second);
		assertThat(this.leadership.mayInterrupt(this.first.thread())).isTrue();
		assertThat(this.leadership.mayInterrupt(this.second.thread())).isFalse();
		assertThat(this.promoted).hasSize(1);
	}

	@Test
	void aThreadInItsEventLoopMayNotBeInterrupted() {
		this.leadership.begin(this.first);
		assertThat(this.leadership.mayInterrupt(this.first.thread())).isFalse();
		assertThat(this.leadership.mayInterrupt(Thread.currentThread())).isTrue();
	}

	@Test
	void aLeaderThatCanNotBeReplacedMayNotBeInterrupted() {
		this.leadership.begin(this.first);
		this.leadership.enterHandler(this.first);
		assertThat(this.leadership.replace(this.first)).isFalse();
		assertThat(this.leadership.mayInterrupt(this.first.thread())).isFalse();
		assertThat(this.leadership.mayInterrupt(this.second.thread())).isTrue();
		assertThat(this.promoted).isEmpty();
	}

	@Test
	void aLeaderThatComputesForSomeTicksIsReplaced() {
		LeaderWatchdog watchdog = new LeaderWatchdog(new LeaderSettings(Duration.ZERO, Duration.ofMillis(1), TICKS),
				Runnable::run);
		watchdog.watch(this.leadership);
		assertThat(watchdog.check()).isEqualTo(Observation.NOTHING);
		AtomicBoolean ended = new AtomicBoolean();
		IoThread computing = (IoThread) this.threads.newThread(() -> {
			while (!ended.get()) {
				Thread.onSpinWait();
			}
		});
		Leader leader = new Leader(this.leadership, computing, (self) -> LeaderEventLoop.NO_HANDLERS);
		computing.start();
		try {
			this.leadership.begin(leader);
			this.leadership.follow(this.second);
			this.leadership.enterHandler(leader);
			assertThat(watchdog.check()).isEqualTo(Observation.MESSAGE);
			for (int tick = 1; tick <= TICKS; tick++) {
				watchdog.check();
			}
			assertThat(this.promoted).containsExactly(this.second);
		}
		finally {
			ended.set(true);
		}
	}

	@Test
	void aLeaderThatWaitsIsReplacedAtTheSecondCheck() {
		LeaderWatchdog watchdog = watchdog();
		inHandler();
		assertThat(watchdog.check()).isEqualTo(Observation.MESSAGE);
		this.first.handlerGoesOn();
		assertThat(watchdog.check()).isEqualTo(Observation.MESSAGE);
		assertThat(this.promoted).isEmpty();
		assertThat(watchdog.check()).isEqualTo(Observation.REPLACED);
		assertThat(this.promoted).containsExactly(this.second);
	}

	@Test
	void aLeaderThatCanNotBeReplacedIsCheckedAgain() {
		LeaderWatchdog watchdog = watchdog();
		this.leadership.begin(this.first);
		this.leadership.enterHandler(this.first);
		assertThat(watchdog.check()).isEqualTo(Observation.MESSAGE);
		assertThat(watchdog.check()).isEqualTo(Observation.SAME_MESSAGE);
	}

	@Test
	void handlersThatHaveReturnedAreWork() {
		LeaderWatchdog watchdog = watchdog();
		inHandler();
		this.leadership.leaveHandler(this.first);
		assertThat(watchdog.check()).isEqualTo(Observation.WORK);
		assertThat(watchdog.check()).isEqualTo(Observation.NOTHING);
	}

	@Test
	void theMostSevereObservationOfSeveralEventLoopsCounts() {
		LeaderWatchdog watchdog = watchdog();
		watchdog.watch(new Leadership((next, replaced) -> {
		}));
		inHandler();
		assertThat(watchdog.check()).isEqualTo(Observation.MESSAGE);
	}

	private LeaderWatchdog watchdog() {
		LeaderWatchdog watchdog = new LeaderWatchdog(LeaderSettings.DEFAULT, Runnable::run);
		watchdog.watch(this.leadership);
		return watchdog;
	}

}
