package io.netpool.tcp.server.leader;

import java.time.Duration;

import io.netpool.tcp.interleaving.Interleaved;
import io.netpool.tcp.interleaving.Steps;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.transport.IoThread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that no leader is in a handler while the watchdog sleeps, in whatever order both
 * take their steps.
 */
@Interleaved
class LeaderWatchdogInterleavingTests {

	private final LeaderWatchdog watchdog = new LeaderWatchdog(
			new LeaderSettings(Duration.ofSeconds(10), Duration.ofMillis(1), 4), (task) -> {
			});

	private final Leadership leadership = new Leadership((next, before) -> {
	});

	private final Leader leader = new Leader(this.leadership, thread(), (leader) -> LeaderEventLoop.NO_HANDLERS);

	private static IoThread thread() {
		return (IoThread) new IoThread.Factory("model").newThread(() -> {
		});
	}

	private void enterHandler() {
		this.leadership.enterHandler(this.leader);
		this.watchdog.wake();
	}

	private void begin() {
		this.leadership.begin(this.leader);
		this.watchdog.watch(this.leadership);
		this.watchdog.wake();
	}

	@Test
	void aWatchdogThatFallsAsleepSeesALeaderThatEntersAHandlerOrIsWokenByIt() {
		begin();
		Steps.start(this::enterHandler);
		this.watchdog.fallAsleep();
		Steps.awaitOthers();
		assertThat(this.watchdog.isChecking()).isTrue();
	}

	@Test
	void aLeaderThatReturnsAndEntersTheNextHandlerIsSeenOrWakesIt() {
		begin();
		Steps.start(() -> {
			enterHandler();
			this.leadership.leaveHandler(this.leader);
			enterHandler();
		});
		this.watchdog.fallAsleep();
		Steps.step();
		this.watchdog.fallAsleep();
		Steps.awaitOthers();
		assertThat(this.watchdog.isChecking()).isTrue();
	}

}
