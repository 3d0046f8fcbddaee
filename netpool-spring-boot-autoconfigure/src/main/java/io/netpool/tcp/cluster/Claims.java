package io.netpool.tcp.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The claims of this instance. Of several claims of a label, the one with the greatest
 * number holds. Any thread may call.
 */
final class Claims {

	private final Map<Label, Claim> claims = new ConcurrentHashMap<>();

	/**
	 * A connection of this instance has claimed a label, and the number of the claim is
	 * not known yet.
	 * @return the attempt, whose end is to be told to {@link #made}
	 */
	Attempt begin(Label label) {
		Claim begun = this.claims.compute(label,
				(same, claim) -> (claim != null) ? claim.pending(1) : new Claim(new Attempt(), 0, 1, 0));
		return begun.attempt;
	}

	/**
	 * A claim was made, or could not be made.
	 * @param attempt the attempt, which has no effect if the label was removed since then
	 * @param fence its number; an estimate if it could not be made, until it can
	 * @return whether connections of this instance keep the label
	 */
	boolean made(Label label, Attempt attempt, long fence) {
		Claim claim = this.claims.computeIfPresent(label,
				(same, known) -> (known.attempt == attempt) ? known.pending(-1).withFence(fence) : known);
		return claim == null || claim.holds();
	}

	boolean holds(Label label) {
		Claim claim = this.claims.get(label);
		return claim == null || claim.holds();
	}

	/**
	 * Another instance has claimed a label.
	 * @param fence the number of its claim
	 * @return whether that holds, so that connections of this instance lose the label
	 */
	boolean replaced(Label label, long fence) {
		Claim claim = this.claims.computeIfPresent(label, (same, known) -> known.replaced(fence));
		return claim == null || !claim.holds();
	}

	/**
	 * Returns the number of the claim of a label: 0 if it is being made, {@code null} if
	 * nobody has claimed it here.
	 */
	@Nullable Long fence(Label label) {
		Claim claim = this.claims.get(label);
		return (claim != null) ? claim.fence : null;
	}

	void remove(Label label) {
		this.claims.remove(label);
	}

	/**
	 * Tells claims of a label from those that were made before it was removed.
	 */
	static final class Attempt {

	}

	/**
	 * The claims of one label.
	 *
	 * @param attempt the same for all of them
	 * @param fence the greatest number of those of this instance, 0 if none is known
	 * @param pending the number of those whose number is not known
	 * @param replaced the greatest number of those of other instances
	 */
	private record Claim(Attempt attempt, long fence, int pending, long replaced) {

		Claim pending(int more) {
			return new Claim(this.attempt, this.fence, this.pending + more, this.replaced);
		}

		Claim withFence(long number) {
			return new Claim(this.attempt, Math.max(this.fence, number), this.pending, this.replaced);
		}

		Claim replaced(long number) {
			return new Claim(this.attempt, this.fence, this.pending, Math.max(this.replaced, number));
		}

		/**
		 * Undecided while the number of one is not known.
		 */
		boolean holds() {
			return this.pending > 0 || this.fence > this.replaced;
		}

	}

}
