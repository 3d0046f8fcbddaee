package io.netpool.tcp.server;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.OutboundSettings;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionDrain}, whose clock is the test's.
 */
class ConnectionDrainTests {

	private final EmbeddedChannel clock = new EmbeddedChannel();

	private final TestEndpoint endpoint = TestEndpoint.echo();

	private LoneConnection lone;

	@BeforeEach
	void stopTheClock() {
		this.clock.freezeTime();
	}

	@AfterEach
	void close() {
		this.clock.close();
		this.lone.close();
	}

	private void connect(String shutdownMessage) {
		this.lone = new LoneConnection(
				LoneConnection.pool(this.endpoint, new OutboundSettings(1000, OutboundOverflow.WAIT), shutdownMessage));
	}

	private void establish(String shutdownMessage) {
		connect(shutdownMessage);
		this.lone.establish();
		this.lone.runLane();
	}

	private void drain() {
		new ConnectionDrain(this.lone.connection(), this.clock.eventLoop(), CloseReason.SHUTDOWN).begin();
		pass(0);
	}

	private void pass(long millis) {
		this.clock.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
		this.clock.runPendingTasks();
	}

	private void assertGoesOnFor(long millis) {
		pass(millis - 1);
		assertThat(this.lone.connection().closer().reason()).isNull();
		pass(1);
		assertThat(this.lone.connection().closer().reason()).isEqualTo(CloseReason.SHUTDOWN);
	}

	private boolean isCut() {
		return this.lone.lane().isDiscarding();
	}

	private void assertGoesOnForARandomTime() {
		pass(499);
		assertThat(this.lone.connection().closer().reason()).isNull();
		pass(501);
		assertThat(this.lone.connection().closer().reason()).isEqualTo(CloseReason.SHUTDOWN);
	}

	@Test
	void itIsReadFromForAMomentAndThenEndsBehindWhatCame() {
		establish(null);
		drain();
		assertGoesOnForARandomTime();
		assertThat(isCut()).isFalse();
		assertThat(this.lone.awaitsAttention()).isTrue();
	}

	@Test
	void connectionsWithoutARequestDoNotEndAllAtOnce() {
		PoolContext pool = LoneConnection.pool(this.endpoint, new OutboundSettings(1000, OutboundOverflow.WAIT), null);
		List<LoneConnection> connections = Stream.generate(() -> new LoneConnection(pool)).limit(10).toList();
		this.lone = connections.get(0);
		connections.forEach(
				(lone) -> new ConnectionDrain(lone.connection(), this.clock.eventLoop(), CloseReason.SHUTDOWN).begin());
		pass(499);
		Set<Long> ended = new TreeSet<>();
		for (int i = 0; i <= 501; i++) {
			ended.add(connections.stream().filter((lone) -> lone.connection().closer().reason() != null).count());
			pass(1);
		}
		assertThat(ended).hasSizeGreaterThan(2).startsWith(0L).endsWith(10L);
		connections.forEach(LoneConnection::close);
	}

	@Test
	void itEndsRightBehindItsNextReply() {
		establish(null);
		drain();
		this.lone.receive("a");
		this.lone.runLane();
		assertThat(this.lone.awaitsAttention()).isTrue();
		assertThat(this.lone.connection().closer().reason()).isNull();
		assertThat(this.lone.sent()).containsExactly("a");
		this.lone.connection().handler().attend();
		assertThat(this.lone.connection().closer().reason()).isEqualTo(CloseReason.SHUTDOWN);
	}

	@Test
	void aReplyBeforeTheDrainDoesNotEndIt() {
		establish(null);
		this.lone.receive("a");
		this.lone.runLane();
		drain();
		assertThat(this.lone.sent()).containsExactly("a");
		this.lone.connection().handler().attend();
		assertThat(this.lone.connection().closer().reason()).isNull();
	}

	@Test
	void aReplyThatOthersFollowDoesNotEndIt() {
		establish(null);
		drain();
		this.lone.receive("a");
		this.lone.runLane();
		this.lone.receive("b");
		assertThat(this.lone.sent()).containsExactly("a");
		this.lone.connection().handler().attend();
		assertThat(this.lone.connection().closer().reason()).isNull();
	}

	@Test
	void oneThatIsNotEstablishedIsCut() {
		connect(null);
		drain();
		assertGoesOnForARandomTime();
		assertThat(isCut()).isTrue();
	}

	@Test
	void aShutdownMessageIsWrittenAtOnce() {
		establish("bye");
		this.lone.turn();
		drain();
		assertThat(this.lone.turn()).isTrue();
	}

	@Test
	void oneThatIsToldAShutdownMessageIsReadFromForLonger() {
		establish("bye");
		drain();
		assertThat(this.lone.sent()).containsExactly("bye");
		assertGoesOnFor(2000);
		assertThat(isCut()).isFalse();
		assertThat(this.lone.sent()).isEmpty();
	}

	@Test
	void aShutdownMessageWaitsForTheReplyToTheMessageThatIsBeingHandled() {
		establish("bye");
		this.lone.receive("a");
		drain();
		pass(50);
		assertThat(this.lone.sent()).isEmpty();
		this.lone.runLane();
		assertThat(this.lone.sent()).containsExactly("a", "bye");
		pass(49);
		assertThat(this.lone.connection().closer().reason()).isNull();
		// it is seen that it was told
		pass(1);
		assertGoesOnFor(2000);
		assertThat(this.lone.sent()).isEmpty();
	}

	@Test
	void oneThatIsNotEstablishedIsNotToldAShutdownMessage() {
		connect("bye");
		drain();
		assertGoesOnFor(50);
		assertThat(isCut()).isTrue();
		assertThat(this.lone.sent()).isEmpty();
	}

	@Test
	void oneThatEndsAnywayIsNotToldAShutdownMessage() {
		establish("bye");
		this.lone.connection().closer().finish(CloseReason.IDLE_TIMEOUT);
		drain();
		pass(50);
		assertThat(this.lone.sent()).isEmpty();
		assertThat(this.lone.connection().closer().reason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
	}

}
