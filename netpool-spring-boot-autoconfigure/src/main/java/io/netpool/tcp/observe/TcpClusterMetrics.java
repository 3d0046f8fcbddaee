package io.netpool.tcp.observe;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.cluster.TcpClusterStatistics;
import io.netpool.tcp.cluster.TcpClusterStatistics.DropReason;
import io.netpool.tcp.cluster.TcpClusterStatistics.SendOutcome;
import io.netpool.tcp.observe.TcpClusterMeter.Key;

/**
 * Binds meters to the state and the {@linkplain TcpCluster#statistics() statistics} of a
 * cluster, which counts with and without a registry.
 *
 * @since 0.1.0
 */
public final class TcpClusterMetrics implements MeterBinder {

	private final TcpCluster cluster;

	/**
	 * Create a binder.
	 * @param cluster the cluster whose meters to bind
	 */
	public TcpClusterMetrics(TcpCluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Tags name = Tags.of(Key.NAME.asString(), this.cluster.name());
		gauge(registry, TcpClusterMeter.CONNECTED, name,
				(cluster) -> (cluster.state() == TcpCluster.State.CONNECTED) ? 1 : 0);
		gauge(registry, TcpClusterMeter.INSTANCES, name, (cluster) -> cluster.instances().size());
		gauge(registry, TcpClusterMeter.PENDING, name, (cluster) -> cluster.statistics().pendingBytes());
		gauge(registry, TcpClusterMeter.PENDING_LIMIT, name, (cluster) -> cluster.statistics().maxPendingBytes());
		for (SendOutcome outcome : SendOutcome.values()) {
			counter(registry, TcpClusterMeter.SENT, name.and(Key.OUTCOME.asString(), TagValues.of(outcome)),
					(statistics) -> statistics.sent().getOrDefault(outcome, 0L));
		}
		counter(registry, TcpClusterMeter.RECEIVED, name, TcpClusterStatistics::received);
		for (DropReason reason : DropReason.values()) {
			counter(registry, TcpClusterMeter.DROPPED, name.and(Key.REASON.asString(), TagValues.of(reason)),
					(statistics) -> statistics.dropped().getOrDefault(reason, 0L));
		}
		counter(registry, TcpClusterMeter.RECONNECTS, name, TcpClusterStatistics::reconnects);
	}

	private void gauge(MeterRegistry registry, TcpClusterMeter meter, Tags tags, ToDoubleFunction<TcpCluster> value) {
		Gauge.builder(meter.getName(), this.cluster, value)
			.tags(tags)
			.description(meter.description())
			.register(registry);
	}

	private void counter(MeterRegistry registry, TcpClusterMeter meter, Tags tags,
			ToDoubleFunction<TcpClusterStatistics> total) {
		FunctionCounter.builder(meter.getName(), this.cluster, (cluster) -> total.applyAsDouble(cluster.statistics()))
			.tags(tags)
			.description(meter.description())
			.register(registry);
	}

}
