package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.server.NettyAcceptorPool;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each configured pool, with the pool's name as its qualifier. The
 * default pool is the primary bean. A bean of the application that has the same name
 * takes precedence.
 */
class PoolBeanRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String SUFFIX = "TcpAcceptorPool";

	private final Environment environment;

	PoolBeanRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		for (String name : ConfiguredPools.names(this.environment)) {
			if (!registry.containsBeanDefinition(name + SUFFIX)) {
				registry.registerBeanDefinition(name + SUFFIX, definition(name));
			}
		}
	}

	private static RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition(NettyAcceptorPool.class);
		definition.setFactoryBeanName(NetpoolAutoConfiguration.POOL_FACTORY);
		definition.setFactoryMethodName(PoolFactory.CREATE);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setDestroyMethodName("stop");
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setPrimary(name.equals(TcpAcceptorPool.DEFAULT_NAME));
		return definition;
	}

}
