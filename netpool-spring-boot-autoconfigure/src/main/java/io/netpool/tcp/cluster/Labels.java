package io.netpool.tcp.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/**
 * Enters the labels of this instance in the directory, and again where it may have lost
 * them. The calls for one label come in order, since they are made while its presence
 * does not change; so what the directory gets last is what holds. Any thread may call.
 */
final class Labels {

	/**
	 * Number of labels that are entered at once.
	 */
	private static final int WINDOW = 1000;

	/**
	 * Others remain in the directory until they are met, or expire.
	 */
	private static final int MAX_UNREMOVED = 100_000;

	private final ClusterEngine engine;

	private final LocalConnections local;

	private final EngineClock clock;

	/**
	 * Continues with the answers of the engine: the thread that has asked may keep the
	 * presence of the label from changing.
	 */
	private final Executor executor;

	private final Claims claims = new Claims();

	/**
	 * Labels that could not be removed from the directory, since it was away.
	 */
	private final Set<Label> unremoved = ConcurrentHashMap.newKeySet();

	Labels(ClusterEngine engine, LocalConnections local, EngineClock clock, Executor executor) {
		this.executor = executor;
		this.engine = engine;
		this.local = local;
		this.clock = clock;
	}

	void added(Label label) {
		this.engine.add(label.name());
	}

	void removed(Label label) {
		this.claims.remove(label);
		remove(label);
	}

	private CompletionStage<?> remove(Label label) {
		return this.engine.remove(label.name(), this.local.instance()).whenComplete((removed, failure) -> {
			if (failure != null && this.unremoved.size() < MAX_UNREMOVED) {
				this.unremoved.add(label);
			}
		});
	}

	/**
	 * Another instance has looked for a label here: the directory has it no longer if
	 * none of the connections has.
	 */
	void checkPresence(Label label) {
		this.local.whilePresent(label, false, () -> remove(label));
	}

	CompletionStage<Void> claimed(Label label) {
		Claims.Attempt attempt = this.claims.begin(label);
		// of now: other instances may claim the label before this claim fails
		long estimate = this.clock.estimatedFence();
		return this.engine.claim(label.name(), 0, notice(label)).handleAsync((fence, failure) -> {
			long number = (failure != null) ? estimate : fence;
			this.local.replace(label, () -> !this.claims.made(label, attempt, number));
			if (failure != null) {
				throw new IllegalStateException(
						"The cluster is disconnected: " + label.name() + " is claimed on this instance only", failure);
			}
			return null;
		}, this.executor);
	}

	/**
	 * Another instance has claimed a label.
	 */
	void replaced(Label label, long fence) {
		this.local.replace(label, () -> this.claims.replaced(label, fence));
	}

	/**
	 * Enters all labels, removes those that could not be removed before, and waits for
	 * the answers.
	 * @param between called now and then
	 * @param answers waits for the answers
	 * @throws IllegalStateException if the engine does not answer
	 */
	void assertAll(Runnable between, EngineAnswers answers) {
		List<CompletableFuture<?>> window = new ArrayList<>();
		for (Label label : this.unremoved) {
			this.unremoved.remove(label);
			this.local.whilePresent(label, false, () -> window.add(remove(label).toCompletableFuture()));
			awaitIfFull(window, between, answers);
		}
		this.local.eachLabel((label) -> {
			this.local.whilePresent(label, true, () -> window.add(enter(label).toCompletableFuture()));
			awaitIfFull(window, between, answers);
		});
		await(window, answers);
	}

	private static void awaitIfFull(List<CompletableFuture<?>> window, Runnable between, EngineAnswers answers) {
		if (window.size() >= WINDOW) {
			await(window, answers);
			between.run();
		}
	}

	private static void await(List<CompletableFuture<?>> window, EngineAnswers answers) {
		try {
			answers.await(CompletableFuture.allOf(window.toArray(new CompletableFuture<?>[0])));
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("Labels could not be entered in the directory", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while labels were entered in the directory", ex);
		}
		window.clear();
	}

	private CompletionStage<?> enter(Label label) {
		Long fence = this.claims.fence(label);
		if (fence == null) {
			return this.engine.add(label.name());
		}
		if (fence == 0) {
			// is being claimed, which enters it
			return CompletableFuture.completedFuture(null);
		}
		return this.engine.claim(label.name(), fence, notice(label))
			.thenAcceptAsync((present) -> this.local.replace(label, () -> lost(label, present)), this.executor);
	}

	/**
	 * Returns whether a claim that was made again is lost.
	 * @param present the number of the claim that holds, negative if another instance has
	 * it
	 */
	private boolean lost(Label label, long present) {
		return (present < 0) ? this.claims.replaced(label, -present) : !this.claims.holds(label);
	}

	private byte[] notice(Label label) {
		return MessageCodec.claimed(this.local.instance(), label);
	}

}
