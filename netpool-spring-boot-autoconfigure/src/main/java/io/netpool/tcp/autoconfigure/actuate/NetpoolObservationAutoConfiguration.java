package io.netpool.tcp.autoconfigure.actuate;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.cluster.ClusterTracing;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TcpClusterObservations;
import io.netpool.tcp.observe.TcpConnectionObservationConvention;
import io.netpool.tcp.observe.TcpLoggingContext;
import io.netpool.tcp.observe.TcpMessageObservationConvention;
import io.netpool.tcp.observe.TcpObservations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration for observations of the connections and messages of acceptor pools,
 * and of messages between the instances of a cluster.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = NetpoolAutoConfiguration.class,
		afterName = { "io.netpool.tcp.autoconfigure.cluster.NetpoolClusterAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ ObservationRegistry.class, TcpAcceptorPool.class })
public final class NetpoolObservationAutoConfiguration {

	private static final Log logger = LogFactory.getLog(NetpoolObservationAutoConfiguration.class);

	/**
	 * Inside of the logging context, so that observation handlers log with it, and
	 * outside of the application's decorators.
	 */
	static final int ORDER = TcpLoggingContext.ORDER + 10;

	@Bean
	@ConditionalOnMissingBean
	@Order(ORDER)
	TcpObservations netpoolObservations(ConfiguredPools pools, ObservationRegistry registry,
			ObjectProvider<TcpMessageObservationConvention> messages,
			ObjectProvider<TcpConnectionObservationConvention> connections, ObjectProvider<Tracing> tracing,
			ConfigurableListableBeanFactory beanFactory) {
		TraceContextFactory traceContexts = new TraceContextFactory(beanFactory, pools);
		return new TcpObservations(registry, messages.getIfAvailable(), connections.getIfAvailable(),
				(pool) -> isObserved(pool, pools, tracing), (pool) -> traceContexts.create(pools.get(pool)));
	}

	/**
	 * No pool has messages between instances for itself: the setting that pools inherit
	 * decides.
	 */
	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(TcpCluster.class)
	ClusterTracing netpoolClusterTracing(ConfiguredPools pools, ObservationRegistry registry,
			ObjectProvider<Tracing> tracing) {
		boolean enabled = isEnabled(TcpAcceptorPool.DEFAULT_NAME, pools, tracing);
		return enabled ? new TcpClusterObservations(registry) : ClusterTracing.NONE;
	}

	private static boolean isObserved(String pool, ConfiguredPools pools, ObjectProvider<Tracing> tracing) {
		if (StringUtils.hasLength(pools.get(pool).properties().observation().traceProperty())
				&& tracing.stream().noneMatch(Tracing::isOn)) {
			logger.warn("Setting '" + pools.get(pool).checks().key("observation.trace-property")
					+ "' has no effect: there is no tracer of Micrometer Tracing");
		}
		return isEnabled(pool, pools, tracing);
	}

	private static boolean isEnabled(String pool, ConfiguredPools pools, ObjectProvider<Tracing> tracing) {
		Boolean enabled = pools.get(pool).properties().observation().enabled();
		return (enabled != null) ? enabled : tracing.stream().anyMatch(Tracing::isOn);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	static class TracingConfiguration {

		/**
		 * Spring Boot has a no-op tracer where the application has none.
		 */
		@Bean
		Tracing netpoolTracing(ObjectProvider<Tracer> tracers) {
			return () -> tracers.stream().anyMatch((tracer) -> tracer != Tracer.NOOP);
		}

	}

}
