package io.netpool.tcp.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpDelivery;
import io.netpool.tcp.cluster.ClusterMessage.Beat;
import io.netpool.tcp.cluster.ClusterMessage.Send;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Outbox} and {@link OutgoingMessage}.
 */
class OutboxTests {

	private static final TcpDelivery REFUSED = new TcpDelivery(0, 0, 0, false);

	private static final TcpDelivery UNANSWERED = new TcpDelivery(0, 0, 1, false);

	private static final Target ANN = Target.with(new Label.Identity("name", "ann"));

	private static final Target ONE = Target.connection("instance1-1");

	private final FakeEngine engine = new FakeEngine();

	private final EngineClock clock = new EngineClock();

	private final Peers peers = new Peers(FakeConnections.SELF, this.clock);

	private final Outbox outbox = new Outbox(this.engine,
			new Publisher(this.engine, FakeConnections.SELF, Runnable::run), this.peers, 10_000);

	private final List<TcpDelivery> results = new ArrayList<>();

	@BeforeEach
	void open() {
		this.outbox.open("directory");
	}

	private OutgoingMessage send(Target target) {
		return send(target, TimeUnit.HOURS.toNanos(1), "hello");
	}

	private OutgoingMessage send(Target target, long timeoutNanos, String text) {
		byte[] message = MessageCodec.encode(FakeConnections.SELF, new Send(target, Payload.of(text), 0, Map.of()));
		OutgoingMessage outgoing = new OutgoingMessage(this.outbox, target, message, System.nanoTime() + timeoutNanos,
				this.results::add);
		this.outbox.send(outgoing);
		return outgoing;
	}

	private void heard(String instance) {
		this.peers.heard(instance, new Beat(1, 0, "directory", Long.MAX_VALUE / 2));
	}

	@Test
	void aMessageThatNeedsNoLookupIsSentAfterEarlierOnes() {
		send(ANN);
		OutgoingMessage second = send(ONE);
		assertThat(this.engine.calls).isEmpty();
		this.engine.finds.get(0).complete(Set.of("instance2"));
		assertThat(this.engine.calls).containsExactly("publish instance2", "publish instance1");
		second.answered(1, 0);
		assertThat(this.results).containsExactly(new TcpDelivery(1, 0, 0, true));
	}

	@Test
	void whenTheOutboxIsClosedWhatWaitsIsRefusedAndWhatIsUnderWayIsUnanswered() {
		send(ONE);
		send(ANN);
		this.outbox.close();
		assertThat(this.results).containsExactly(REFUSED, UNANSWERED);
		assertThat(this.outbox.pending()).isZero();
		send(ONE);
		assertThat(this.results).containsExactly(REFUSED, UNANSWERED, REFUSED);
		this.outbox.open("directory");
		this.engine.finds.get(0).complete(Set.of("instance2"));
		assertThat(this.engine.calls).containsExactly("publish instance1");
	}

	@Test
	void whatTheDirectoryDoesNotAnswerIsRefusedAndHoldsUpNothing() {
		send(ANN);
		send(ONE);
		this.engine.finds.get(0).completeExceptionally(new IllegalStateException("wanted"));
		assertThat(this.results).containsExactly(REFUSED);
		assertThat(this.engine.calls).containsExactly("publish instance1");
	}

	@Test
	void aLookupThatIsNeverAnsweredHoldsUpNothingAfterItsTime() {
		send(ANN, 0, "hello");
		send(ONE);
		assertThat(this.engine.calls).isEmpty();
		this.outbox.expire();
		assertThat(this.results).containsExactly(UNANSWERED);
		assertThat(this.engine.calls).containsExactly("publish instance1");
	}

	@Test
	void memoryCountsUntilTheEngineHasAnswered() {
		CompletableFuture<Long> published = new CompletableFuture<>();
		this.engine.published = published;
		send(ONE, 0, "hello");
		this.outbox.expire();
		assertThat(this.results).containsExactly(UNANSWERED);
		assertThat(this.outbox.pending()).isPositive();
		published.complete(1L);
		assertThat(this.outbox.pending()).isZero();
	}

	@Test
	void whatExceedsTheLimitIsRefused() {
		send(ONE, TimeUnit.HOURS.toNanos(1), "x".repeat(20_000));
		assertThat(this.results).containsExactly(REFUSED);
		assertThat(this.outbox.pending()).isZero();
	}

	@Test
	void anInstanceThatDoesNotListenLosesTheLabelAndIsUnansweredDuringItsLease() {
		heard("instance2");
		this.engine.published = CompletableFuture.completedFuture(0L);
		send(ANN);
		this.engine.finds.get(0).complete(Set.of("instance2"));
		assertThat(this.results).containsExactly(UNANSWERED);
		assertThat(this.engine.calls).contains("remove i:4:name:s:ann instance2");
		send(ANN);
		this.engine.finds.get(1).complete(Set.of("instance3"));
		assertThat(this.results).last().isEqualTo(UNANSWERED);
	}

	@Test
	void aMessageToAllAwaitsEveryInstance() {
		this.engine.published = CompletableFuture.completedFuture(3L);
		heard("instance1");
		heard("instance2");
		OutgoingMessage message = send(Target.ALL);
		message.answered(1, 0);
		assertThat(this.results).isEmpty();
		message.answered(1, 1);
		assertThat(this.results).containsExactly(new TcpDelivery(2, 1, 0, true));
		assertThat(new String(message.message(), StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void aMessageToAllIsSentAlthoughNoOtherInstanceIsKnown() {
		CompletableFuture<Long> published = new CompletableFuture<>();
		this.engine.published = published;
		OutgoingMessage first = send(Target.ALL);
		send(Target.ALL);
		assertThat(this.results).isEmpty();
		published.complete(2L);
		assertThat(this.engine.calls).containsExactly("publish to all", "publish to all");
		first.answered(1, 0);
		assertThat(this.results).containsExactly(new TcpDelivery(1, 0, 0, true));
	}

	@Test
	void aMessageToAllIsCompleteIfNobodyElseListens() {
		send(Target.ALL);
		assertThat(this.results).containsExactly(TcpDelivery.NONE);
	}

}
