package io.netpool.tcp.observe;

import io.netpool.tcp.cluster.TcpCluster;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for the cluster that this instance is in. It is always
 * {@link Status#UP}: an instance that does not reach the others serves its own
 * connections, and does not need to be restarted or left without clients.
 *
 * @since 0.1.0
 */
public final class TcpClusterHealthIndicator implements HealthIndicator {

	private final TcpCluster cluster;

	/**
	 * Create an indicator.
	 * @param cluster the cluster
	 */
	public TcpClusterHealthIndicator(TcpCluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public Health health() {
		return Health.up()
			.withDetail("name", this.cluster.name())
			.withDetail("instance", this.cluster.instance())
			.withDetail("state", TagValues.of(this.cluster.state()))
			.withDetail("instances", this.cluster.instances().size())
			.build();
	}

}
