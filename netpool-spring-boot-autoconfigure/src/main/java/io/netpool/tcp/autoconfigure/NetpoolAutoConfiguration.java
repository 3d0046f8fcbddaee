package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.NettyAcceptorPool;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of the acceptor pool and its lifecycle.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.netty.autoconfigure.NettyAutoConfiguration")
@ConditionalOnBooleanProperty(name = "netpool.tcp.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TcpProperties.class)
public final class NetpoolAutoConfiguration {

	@Bean
	HandlerMethods netpoolHandlerMethods(ConfigurableListableBeanFactory beanFactory) {
		return new HandlerMethods(beanFactory);
	}

	@Bean
	ConnectionDirectory tcpConnections() {
		return new ConnectionDirectory();
	}

	@Bean
	NettyAcceptorPool defaultTcpAcceptorPool(TcpProperties properties, Environment environment,
			ResourceLoader resourceLoader, HandlerMethods handlerMethods, ConnectionDirectory directory) {
		String name = TcpAcceptorPool.DEFAULT_NAME;
		PoolSettingsFactory factory = new PoolSettingsFactory(environment, resourceLoader);
		return new NettyAcceptorPool(factory.create(name, properties), () -> handlerMethods.endpoint(name), directory);
	}

	@Bean
	TcpServerLifecycle netpoolServerLifecycle(ApplicationContext context, NettyAcceptorPool pool,
			HandlerMethods handlerMethods) {
		return new TcpServerLifecycle(context, pool, handlerMethods);
	}

	@Bean
	@ConditionalOnProperty(name = "netpool.tcp.shutdown", havingValue = "graceful", matchIfMissing = true)
	TcpDrainLifecycle netpoolDrainLifecycle(NettyAcceptorPool pool) {
		return new TcpDrainLifecycle(pool);
	}

}
