package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.NetpoolProperties;
import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBinder;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.autoconfigure.tls.CertificateFileWatcher;
import io.netpool.tcp.observe.TcpLoggingContext;
import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.NettyAcceptorPool;
import io.netpool.tcp.server.TcpServerCustomizer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of the acceptor pools and their lifecycles.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.netty.autoconfigure.NettyAutoConfiguration")
@ConditionalOnBooleanProperty(name = "netpool.tcp.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ NetpoolProperties.class, TcpProperties.class })
@Import(PoolBeanRegistrar.class)
public final class NetpoolAutoConfiguration {

	static final String POOL_FACTORY = "netpoolPoolFactory";

	@Bean
	PoolPropertiesBinder netpoolPools(ConfigurableEnvironment environment) {
		return new PoolPropertiesBinder(environment);
	}

	@Bean
	HandlerMethodsSupplier netpoolHandlerMethods(ConfigurableListableBeanFactory beanFactory) {
		return new HandlerMethodsSupplier(beanFactory);
	}

	/**
	 * Where the application has a {@code TcpConnections} of its own, that is injected.
	 */
	@Bean
	@Fallback
	ConnectionDirectory tcpConnections() {
		return new ConnectionDirectory();
	}

	@Bean
	CertificateFileWatcher netpoolCertificateWatch() {
		return new CertificateFileWatcher();
	}

	@Bean
	PoolEventPublisher netpoolEvents(ApplicationEventPublisher publisher) {
		return new PoolEventPublisher(publisher);
	}

	@Bean
	EndpointFactory netpoolEndpointFactory(ConfigurableListableBeanFactory beanFactory,
			HandlerMethodsSupplier handlerMethods, PoolEventPublisher events,
			ObjectProvider<TcpEndpointDecorator> decorators) {
		return new EndpointFactory(handlerMethods, new HandlerOptionsFactory(beanFactory), events, decorators);
	}

	@Bean
	@Order(TcpLoggingContext.ORDER)
	LoggingContextDecorator netpoolLoggingContexts(PoolPropertiesBinder pools,
			ConfigurableListableBeanFactory beanFactory) {
		return new LoggingContextDecorator(pools,
				ClassUtils.isPresent("org.slf4j.MDC", beanFactory.getBeanClassLoader()));
	}

	@Bean(POOL_FACTORY)
	PoolFactory netpoolPoolFactory(PoolPropertiesBinder pools, ConfigurableEnvironment environment,
			ResourceLoader resourceLoader, ConfigurableListableBeanFactory beanFactory, EndpointFactory endpoints,
			ConnectionDirectory directory, PoolEventPublisher events, CertificateFileWatcher watch,
			ObjectProvider<TcpServerCustomizer> customizers) {
		// as Spring Boot's own bundles: a path without a prefix is a file
		ResourceLoader files = ApplicationResourceLoader.get(resourceLoader, true);
		PoolSettingsFactory settings = new PoolSettingsFactory(environment, files, beanFactory, watch);
		return new PoolFactory(pools, settings, endpoints, directory, events, customizers);
	}

	@Bean
	TcpServerLifecycle netpoolServerLifecycle(ApplicationContext context, PoolPropertiesBinder configured,
			List<NettyAcceptorPool> pools, HandlerMethodsSupplier handlerMethods) {
		return new TcpServerLifecycle(context, configured, pools, handlerMethods);
	}

	@Bean
	@ConditionalOnProperty(name = "netpool.tcp.shutdown", havingValue = "graceful", matchIfMissing = true)
	TcpDrainLifecycle netpoolDrainLifecycle(List<NettyAcceptorPool> pools) {
		return new TcpDrainLifecycle(pools);
	}

	@Bean
	@ConditionalOnBooleanProperty("netpool.tcp.refuse-traffic-when-busy")
	BusyReadiness netpoolReadiness(List<NettyAcceptorPool> pools, ApplicationAvailability availability,
			PoolEventPublisher events) {
		return new BusyReadiness(pools, availability, events);
	}

}
