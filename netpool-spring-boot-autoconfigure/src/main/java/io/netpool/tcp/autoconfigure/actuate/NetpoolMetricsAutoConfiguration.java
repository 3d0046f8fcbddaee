package io.netpool.tcp.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TcpClusterMetrics;
import io.netpool.tcp.observe.TcpPoolMetrics;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of acceptor pools and the cluster.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = NetpoolAutoConfiguration.class,
		afterName = { "io.netpool.tcp.autoconfigure.cluster.NetpoolClusterAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, TcpAcceptorPool.class })
public final class NetpoolMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TcpPoolMetrics netpoolMetrics(ObjectProvider<TcpAcceptorPool> pools) {
		return new TcpPoolMetrics(pools.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(TcpCluster.class)
	TcpClusterMetrics netpoolClusterMetrics(TcpCluster cluster) {
		return new TcpClusterMetrics(cluster);
	}

}
