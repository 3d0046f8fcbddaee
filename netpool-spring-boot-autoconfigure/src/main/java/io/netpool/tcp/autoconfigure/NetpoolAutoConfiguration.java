package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.NetpoolProperties;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBindHandler;
import io.netpool.tcp.autoconfigure.tls.CertificateFileWatcher;
import io.netpool.tcp.observe.TcpLoggingContext;
import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.NettyAcceptorPool;
import io.netpool.tcp.server.TcpServerCustomizer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of the acceptor pools and their lifecycles. The pool factory and the
 * lifecycles back off for a bean of the application that has their name. In a hierarchy
 * of contexts, each has the pools that its own beans handle.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.netty.autoconfigure.NettyAutoConfiguration")
@ConditionalOnBooleanProperty(name = "netpool.tcp.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ PoolProperties.class, NetpoolProperties.class })
@Import(PoolBeanRegistrar.class)
public final class NetpoolAutoConfiguration {

	static final String POOL_FACTORY = "netpoolPoolFactory";

	private static final String SERVER_LIFECYCLE = "netpoolServerLifecycle";

	private static final String DRAIN_LIFECYCLE = "netpoolDrainLifecycle";

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ConfigurationPropertiesBindHandlerAdvisor netpoolBindHandlerAdvisor(Environment environment) {
		return (handler) -> new PoolPropertiesBindHandler(handler, environment);
	}

	@Bean
	ConfiguredPools netpoolConfiguredPools(PoolProperties defaultPool, NetpoolProperties netpool,
			Environment environment, ListableBeanFactory beanFactory) {
		// Spring Boot binds no properties that a parent context has bound already
		boolean ofParent = beanFactory.getBeanNamesForType(PoolProperties.class).length == 0;
		return ofParent ? ConfiguredPools.bind(environment) : new ConfiguredPools(defaultPool, netpool, environment);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	HandlerMethodsSupplier netpoolHandlerMethods(ConfigurableListableBeanFactory beanFactory) {
		return new HandlerMethodsSupplier(beanFactory);
	}

	/**
	 * A fallback, not conditional: pools need it even if the application injects
	 * {@code TcpConnections} of its own.
	 */
	@Bean
	@Fallback
	ConnectionDirectory tcpConnections() {
		return new ConnectionDirectory();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CertificateFileWatcher netpoolCertificateFileWatcher() {
		return new CertificateFileWatcher();
	}

	@Bean
	@ConditionalOnMissingBean(value = TcpLoggingContext.class, search = SearchStrategy.CURRENT)
	@Order(TcpLoggingContext.ORDER)
	LoggingContextDecorator netpoolLoggingContextDecorator(ConfiguredPools pools,
			ConfigurableListableBeanFactory beanFactory) {
		return new LoggingContextDecorator(pools,
				ClassUtils.isPresent("org.slf4j.MDC", beanFactory.getBeanClassLoader()));
	}

	@Bean(POOL_FACTORY)
	@ConditionalOnMissingBean(name = POOL_FACTORY, search = SearchStrategy.CURRENT)
	PoolFactory netpoolPoolFactory(ConfiguredPools pools, Environment environment, ResourceLoader resourceLoader,
			ConfigurableListableBeanFactory beanFactory, HandlerMethodsSupplier handlerMethods,
			ObjectProvider<TcpEndpointDecorator> decorators, ConnectionDirectory directory,
			ApplicationEventPublisher publisher, CertificateFileWatcher watcher,
			ObjectProvider<TcpServerCustomizer> customizers) {
		// as for Spring Boot's SSL bundles, a path without a prefix is a file
		ResourceLoader files = ApplicationResourceLoader.get(resourceLoader, true);
		PoolSettingsFactory settings = new PoolSettingsFactory(environment, files, beanFactory, watcher);
		PoolStartupSteps steps = new PoolStartupSteps(beanFactory.getApplicationStartup());
		PoolEventPublisher events = new PoolEventPublisher(publisher, steps);
		EndpointFactory endpoints = new EndpointFactory(handlerMethods, new HandlerOptionsFactory(beanFactory), events,
				decorators);
		return new PoolFactory(pools, settings, endpoints, directory, events, customizers, steps);
	}

	@Bean(SERVER_LIFECYCLE)
	@ConditionalOnMissingBean(name = SERVER_LIFECYCLE, search = SearchStrategy.CURRENT)
	TcpServerLifecycle netpoolServerLifecycle(ApplicationContext context, ConfiguredPools configured,
			ConfigurableListableBeanFactory beanFactory, HandlerMethodsSupplier handlerMethods) {
		return new TcpServerLifecycle(context, configured, pools(beanFactory), handlerMethods,
				new PoolStartupSteps(beanFactory.getApplicationStartup()));
	}

	@Bean(DRAIN_LIFECYCLE)
	@ConditionalOnMissingBean(name = DRAIN_LIFECYCLE, search = SearchStrategy.CURRENT)
	@ConditionalOnProperty(name = "netpool.tcp.shutdown", havingValue = "graceful", matchIfMissing = true)
	TcpGracefulShutdownLifecycle netpoolDrainLifecycle(ListableBeanFactory beanFactory) {
		return new TcpGracefulShutdownLifecycle(pools(beanFactory));
	}

	/**
	 * The pools of this context, without those of its parents.
	 */
	private static List<NettyAcceptorPool> pools(ListableBeanFactory beanFactory) {
		return List.copyOf(beanFactory.getBeansOfType(NettyAcceptorPool.class).values());
	}

}
