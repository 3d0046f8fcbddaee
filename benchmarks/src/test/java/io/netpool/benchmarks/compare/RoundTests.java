package io.netpool.benchmarks.compare;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTests {

	private static final List<Peer> PEERS = List.of(Peer.NETTY, Peer.REACTOR_NETTY, Peer.BYTES);

	@Test
	void eachRoundBeginsElsewhereAndEveryOtherOneGoesBackwards() {
		assertThat(Round.order(PEERS, 0, 3)).containsExactly(Peer.NETTY, Peer.REACTOR_NETTY, Peer.BYTES);
		assertThat(Round.order(PEERS, 1, 3)).containsExactly(Peer.NETTY, Peer.BYTES, Peer.REACTOR_NETTY);
		assertThat(Round.order(PEERS, 2, 3)).containsExactly(Peer.BYTES, Peer.NETTY, Peer.REACTOR_NETTY);
	}

	@Test
	void aServerWithoutTlsIsLeftOutOfScenariosWithTls() {
		assertThat(Round.includes(Scenario.TLS_ECHO, Peer.SPRING_INTEGRATION_NIO)).isFalse();
		assertThat(Round.includes(Scenario.TLS_ECHO, Peer.NETTY)).isTrue();
		assertThat(Round.includes(Scenario.ECHO, Peer.SPRING_INTEGRATION_NIO)).isTrue();
	}

	@Test
	void everyRoundHasAllOfThem() {
		for (int round = 0; round < 10; round++) {
			assertThat(Round.order(PEERS, round, 10)).containsExactlyInAnyOrderElementsOf(PEERS);
		}
	}

}
