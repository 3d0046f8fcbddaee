package io.netpool.tcp.autoconfigure.security;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.observe.TcpLoggingContext;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Auto-configuration for the security context of handlers, with Spring Security on the
 * class path.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = NetpoolAutoConfiguration.class)
@ConditionalOnClass(SecurityContextHolder.class)
@ConditionalOnBean(TcpAcceptorPool.class)
public final class NetpoolSecurityAutoConfiguration {

	/**
	 * Inside of the logging context and the observations, and outside of the
	 * application's decorators.
	 */
	static final int ORDER = TcpLoggingContext.ORDER + 20;

	@Bean
	@ConditionalOnMissingBean
	@Order(ORDER)
	SecurityContextDecorator netpoolSecurityContextDecorator(ObjectProvider<SecurityContextHolderStrategy> strategies) {
		return new SecurityContextDecorator(strategy(strategies));
	}

	private static SecurityContextHolderStrategy strategy(ObjectProvider<SecurityContextHolderStrategy> strategies) {
		return strategies.getIfUnique(SecurityContextHolder::getContextHolderStrategy);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Flux.class)
	static class ReactorConfiguration {

		@Bean
		@ConditionalOnMissingBean
		SecurityContextPublisherDecorator netpoolSecurityContextPublisherDecorator(
				ObjectProvider<SecurityContextHolderStrategy> strategies) {
			return new SecurityContextPublisherDecorator(strategy(strategies));
		}

	}

}
