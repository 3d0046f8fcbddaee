package io.netpool.tcp.observe;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.cluster.TcpCluster.State;
import io.netpool.tcp.cluster.TcpClusterStatistics;
import io.netpool.tcp.cluster.TcpClusterStatistics.DropReason;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * A cluster of two instances, each number of which is another.
 */
public final class TestCluster {

	public static final TcpCluster.Instance HERE = new TcpCluster.Instance("k3f9a2x7", 3,
			Instant.parse("2026-11-26T02:39:07Z"));

	public static final TcpCluster.Instance THERE = new TcpCluster.Instance("b8c1d2e4", 5,
			Instant.parse("2026-11-26T02:38:07Z"));

	private TestCluster() {
	}

	public static TcpCluster create(State state) {
		TcpCluster cluster = mock(TcpCluster.class);
		given(cluster.name()).willReturn("chat");
		given(cluster.instance()).willReturn(HERE.id());
		given(cluster.state()).willReturn(state);
		given(cluster.instances()).willReturn(List.of(HERE, THERE));
		given(cluster.statistics()).willReturn(new TcpClusterStatistics(
				Map.of(SendOutcome.ANSWERED, 11L, SendOutcome.UNANSWERED, 12L, SendOutcome.REFUSED, 13L), 14,
				Map.of(DropReason.LATE, 15L, DropReason.REPEATED, 16L, DropReason.UNKNOWN, 17L, DropReason.REPLY, 21L),
				18, 19, 20));
		return cluster;
	}

}
