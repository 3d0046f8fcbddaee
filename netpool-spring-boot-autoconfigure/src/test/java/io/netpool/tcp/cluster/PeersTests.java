package io.netpool.tcp.cluster;

import io.netpool.tcp.cluster.ClusterMessage.Beat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Peers}.
 */
class PeersTests {

	private static final long NOW = 1_000_000;

	private static final long LATER = 2_000_000;

	private final EngineClock clock = new EngineClock();

	private final Peers peers = new Peers("self", this.clock);

	@BeforeEach
	void learnTime() {
		learn(NOW);
	}

	private void learn(long time) {
		long now = System.nanoTime();
		this.clock.restart();
		this.clock.learn(now, now, time);
	}

	private static Beat beat(String directory, long until) {
		return new Beat(1, 0, directory, until);
	}

	@Test
	void anInstanceIsThereUntilItsLeaseEnds() {
		assertThat(this.peers.mayBeThere("other")).isTrue();
		this.peers.heard("other", beat("", LATER));
		assertThat(this.peers.expire()).isEmpty();
		assertThat(this.peers.isPresent("other")).isTrue();
		learn(LATER + 10_000);
		assertThat(this.peers.expire()).containsExactly("other");
		assertThat(this.peers.mayBeThere("other")).isFalse();
		assertThat(this.peers.count()).isZero();
	}

	@Test
	void anInstanceThatLeavesIsGoneUntilItIsHeardAgain() {
		this.peers.heard("other", beat("", LATER));
		this.peers.heard("other", beat("", 0));
		assertThat(this.peers.mayBeThere("other")).isFalse();
		this.peers.heard("other", beat("", LATER));
		assertThat(this.peers.mayBeThere("other")).isTrue();
	}

	@Test
	void thisInstanceIsNotAPeer() {
		this.peers.heard("self", beat("", LATER));
		assertThat(this.peers.count()).isZero();
		assertThat(this.peers.mayBeThere("self")).isFalse();
	}

	@Test
	void anInstanceMayBeMissingInADirectoryThatItHasNotEntered() {
		this.peers.heard("other", beat("one", LATER));
		assertThat(this.peers.notIn("one")).isEmpty();
		assertThat(this.peers.notIn("two")).containsExactly("other");
		this.peers.silent("other");
		assertThat(this.peers.notIn("one")).containsExactly("other");
		this.peers.heard("other", beat("one", LATER));
		this.peers.reconnected(LATER);
		assertThat(this.peers.notIn("one")).containsExactly("other");
	}

	@Test
	void afterAStopNothingIsKnownOfOthers() {
		this.peers.heard("there", beat("one", LATER));
		this.peers.heard("gone", beat("one", 0));
		this.peers.clear();
		assertThat(this.peers.instances()).isEmpty();
		assertThat(this.peers.mayBeThere("gone")).isTrue();
	}

	@Test
	void anInstanceThatReturnsMayHaveLostLabelsUntilItsNextBeat() {
		this.peers.heard("other", beat("one", LATER));
		learn(LATER + 10_000);
		assertThat(this.peers.expire()).containsExactly("other");
		this.peers.heard("other", beat("one", LATER + 20_000));
		assertThat(this.peers.notIn("one")).containsExactly("other");
		this.peers.heard("other", beat("one", LATER + 20_000));
		assertThat(this.peers.notIn("one")).isEmpty();
	}

}
