package io.netpool.tcp.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Labels}.
 */
class LabelsTests {

	private static final Label ANN = new Label.Identity("name", "ann");

	private static final String REMOVAL = "remove i:4:name:s:ann " + FakeConnections.SELF;

	private final FakeEngine engine = new FakeEngine();

	private final EngineAnswers answers = new EngineAnswers(this.engine, 2000, 2000);

	private final FakeConnections local = new FakeConnections();

	private final EngineClock clock = new EngineClock();

	private final Labels labels = new Labels(this.engine, this.local, this.clock, Runnable::run);

	private CompletableFuture<Void> claim() {
		this.local.labels.add(ANN);
		return this.labels.claimed(ANN).toCompletableFuture();
	}

	private CompletableFuture<Long> answer(int claim) {
		return this.engine.claims.get(claim);
	}

	@Test
	void aLabelThatCouldNotBeRemovedIsRemovedLater() {
		this.engine.removed = CompletableFuture.failedFuture(new IllegalStateException("disconnected"));
		this.labels.removed(ANN);
		this.engine.removed = CompletableFuture.completedFuture(null);
		this.labels.assertAll(() -> {
		}, this.answers);
		this.labels.assertAll(() -> {
		}, this.answers);
		assertThat(this.engine.calls).containsExactly(REMOVAL, REMOVAL);
	}

	@Test
	void aLabelThatAConnectionHasAgainIsNotRemovedLater() {
		this.engine.removed = CompletableFuture.failedFuture(new IllegalStateException("disconnected"));
		this.labels.removed(ANN);
		this.local.labels.add(ANN);
		this.labels.assertAll(() -> {
		}, this.answers);
		assertThat(this.engine.calls).containsExactly(REMOVAL, "add i:4:name:s:ann");
	}

	@Test
	void aLaterClaimElsewhereTakesTheLabel() {
		claim();
		answer(0).complete(10L);
		this.labels.replaced(ANN, 9);
		assertThat(this.local.labels).contains(ANN);
		this.labels.replaced(ANN, 11);
		assertThat(this.local.labels).isEmpty();
	}

	@Test
	void aClaimElsewhereIsUndecidedWhileTheNumberOfTheOwnIsNotKnown() {
		claim();
		this.labels.replaced(ANN, 11);
		assertThat(this.local.labels).contains(ANN);
		answer(0).complete(10L);
		assertThat(this.local.labels).isEmpty();
	}

	@Test
	void aClaimElsewhereWinsOverOneThatWasMadeBeforeAndFailsAfterIt() {
		long now = System.nanoTime();
		this.clock.learn(now, now, 1_000_000);
		CompletableFuture<Void> claimed = claim();
		long later = System.nanoTime();
		this.labels.replaced(ANN, this.clock.estimatedFence() + 1);
		this.clock.restart();
		this.clock.learn(later, later, 1_000_000 + TimeUnit.HOURS.toMillis(1));
		answer(0).completeExceptionally(new IllegalStateException("disconnected"));
		assertThat(claimed).isCompletedExceptionally();
		assertThat(this.local.labels).isEmpty();
	}

	@Test
	void theAnswerToAClaimOfBeforeARemovalDoesNotEndTheNextClaim() {
		claim();
		this.local.labels.clear();
		this.labels.removed(ANN);
		claim();
		answer(0).complete(10L);
		this.labels.replaced(ANN, 11);
		assertThat(this.local.labels).contains(ANN);
		answer(1).complete(12L);
		assertThat(this.local.labels).contains(ANN);
	}

	@Test
	void aClaimThatIsMadeAgainIsLostToALaterOne() {
		claim();
		answer(0).complete(10L);
		CompletableFuture<Void> entered = new CompletableFuture<>();
		new Thread(() -> {
			this.labels.assertAll(() -> {
			}, this.answers);
			entered.complete(null);
		}).start();
		await().until(() -> this.engine.claims.size() == 2);
		answer(1).complete(-11L);
		entered.orTimeout(10, TimeUnit.SECONDS).join();
		assertThat(this.local.labels).isEmpty();
	}

}
