package io.netpool.tcp.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.HandlerMethodsSupplier;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TcpClusterHealthIndicator;
import io.netpool.tcp.observe.TcpPoolHealthIndicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health of acceptor pools and the cluster.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = NetpoolAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(TcpAcceptorPool.class)
@ConditionalOnEnabledHealthIndicator("netpool")
@EnableConfigurationProperties(NetpoolHealthProperties.class)
public final class NetpoolHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "netpoolHealthIndicator", "netpoolHealthContributor" })
	CompositeHealthContributor netpoolHealthContributor(ObjectProvider<TcpAcceptorPool> pools,
			HandlerMethodsSupplier handlerMethods, ObjectProvider<TcpCluster> cluster,
			NetpoolHealthProperties properties) {
		Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
		pools.orderedStream().forEach((pool) -> {
			BooleanSupplier hasHandlers = () -> handlerMethods.find().pools().contains(pool.name());
			indicators.put(pool.name(),
					new TcpPoolHealthIndicator(pool, hasHandlers, properties.outOfServiceWhenFull()));
		});
		// a pool may have this name
		cluster.ifAvailable((present) -> indicators.putIfAbsent("cluster", new TcpClusterHealthIndicator(present)));
		return CompositeHealthContributor.fromMap(indicators);
	}

}
