package io.netpool.tcp.test;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Registers the {@link LocalTcpPortLookup} that {@link LocalTcpPort} refers to. All
 * instances are equal, so that tests can share a cached context.
 */
record LocalTcpPortContextCustomizer() implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		// the code that is generated ahead of time registers it, too
		if (!AotDetector.useGeneratedArtifacts()
				&& context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
			RootBeanDefinition lookup = new RootBeanDefinition(LocalTcpPortLookup.class);
			lookup.setScope(BeanDefinition.SCOPE_PROTOTYPE);
			lookup.setAutowireCandidate(false);
			lookup.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.registerBeanDefinition(LocalTcpPortLookup.BEAN_NAME, lookup);
		}
	}

}
