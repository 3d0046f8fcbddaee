package io.netpool.tcp.autoconfigure.cluster;

import java.util.Objects;

import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.autoconfigure.properties.ClusterProperties;
import io.netpool.tcp.cluster.Cluster;
import io.netpool.tcp.cluster.ClusterEngine;
import io.netpool.tcp.cluster.ClusterSettings;
import io.netpool.tcp.cluster.ClusterTracing;
import io.netpool.tcp.redis.RedisEngine;
import io.netpool.tcp.server.ConnectionDirectory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Auto-configuration of the cluster, if it has a name.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = NetpoolAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnProperty("netpool.cluster.name")
@ConditionalOnBean(ConnectionDirectory.class)
@EnableConfigurationProperties(ClusterProperties.class)
public final class NetpoolClusterAutoConfiguration {

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	Cluster netpoolCluster(ClusterProperties properties, Environment environment, ConnectionDirectory directory,
			ObjectProvider<ClusterEngine.Factory> engines, ObjectProvider<ClusterTracing> tracing,
			ApplicationEventPublisher publisher) {
		properties.check(environment);
		ClusterEngine.Factory engine = engines.getIfAvailable();
		if (engine == null) {
			throw properties.withoutRedis(environment);
		}
		ClusterSettings settings = new ClusterSettings(Objects.requireNonNull(properties.name()), properties.timeout(),
				properties.lease(), properties.maxPending().toBytes(), properties.required());
		ClusterEventPublisher events = new ClusterEventPublisher(publisher);
		Cluster cluster = new Cluster(settings, directory.connections(), engine, events);
		events.cluster(cluster);
		tracing.ifAvailable(cluster::trace);
		directory.join(cluster);
		return cluster;
	}

	@Bean
	ClusterLifecycle netpoolClusterLifecycle(Cluster cluster) {
		return new ClusterLifecycle(cluster);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(LettuceConnectionFactory.class)
	static class RedisConfiguration {

		@Bean
		@ConditionalOnBean(LettuceConnectionFactory.class)
		@ConditionalOnMissingBean
		ClusterEngine.Factory netpoolRedisEngine(LettuceConnectionFactory connections) {
			return (cluster, instance, executor) -> new RedisEngine(connections, cluster, instance, executor);
		}

	}

}
