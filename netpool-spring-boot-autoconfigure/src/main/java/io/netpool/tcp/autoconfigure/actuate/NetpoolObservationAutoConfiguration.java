package io.netpool.tcp.autoconfigure.actuate;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.autoconfigure.actuate.ObservationDecorator.Tracing;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.observe.TcpConnectionObservationConvention;
import io.netpool.tcp.observe.TcpLoggingContext;
import io.netpool.tcp.observe.TcpMessageObservationConvention;
import io.netpool.tcp.observe.TcpObservations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the observations of connections and messages.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = NetpoolAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ ObservationRegistry.class, TcpAcceptorPool.class })
public final class NetpoolObservationAutoConfiguration {

	/**
	 * Behind the logging context, so that what handles observations can log with it, and
	 * ahead of what an application puts around a pool.
	 */
	static final int ORDER = TcpLoggingContext.ORDER + 10;

	@Bean
	@Order(ORDER)
	ObservationDecorator netpoolObservedPools(ConfiguredPools pools, ObservationRegistry registry,
			ObjectProvider<TcpMessageObservationConvention> messages,
			ObjectProvider<TcpConnectionObservationConvention> connections, ObjectProvider<Tracing> tracing) {
		TcpObservations observations = new TcpObservations(registry, messages.getIfAvailable(),
				connections.getIfAvailable());
		return new ObservationDecorator(pools, observations, tracing.getIfAvailable(() -> Tracing.OFF));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	static class TracingConfiguration {

		/**
		 * Where nothing exports spans, Boot has a tracer that makes none.
		 */
		@Bean
		Tracing netpoolTracing(ObjectProvider<Tracer> tracers) {
			return () -> tracers.stream().anyMatch((tracer) -> tracer != Tracer.NOOP);
		}

	}

}
