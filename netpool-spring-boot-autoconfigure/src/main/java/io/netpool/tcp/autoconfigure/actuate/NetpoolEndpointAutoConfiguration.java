package io.netpool.tcp.autoconfigure.actuate;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.autoconfigure.NetpoolAutoConfiguration;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.endpoint.EndpointVisibility;
import io.netpool.tcp.observe.endpoint.NetpoolEndpoint;
import io.netpool.tcp.observe.endpoint.NetpoolEndpointJmxExtension;
import io.netpool.tcp.observe.endpoint.NetpoolEndpointWebExtension;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Auto-configuration for the endpoint of acceptor pools and the cluster.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = NetpoolAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(TcpAcceptorPool.class)
@ConditionalOnAvailableEndpoint(NetpoolEndpoint.class)
@EnableConfigurationProperties(NetpoolEndpointProperties.class)
@ImportRuntimeHints(EndpointHints.class)
public final class NetpoolEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NetpoolEndpoint netpoolEndpoint(ObjectProvider<TcpAcceptorPool> pools, TcpConnections connections,
			ObjectProvider<TcpCluster> cluster, NetpoolEndpointProperties properties) {
		return new NetpoolEndpoint(pools.orderedStream().toList(), connections, cluster.getIfAvailable(),
				new EndpointVisibility(properties.showDetails(), properties.roles()));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(NetpoolEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	NetpoolEndpointWebExtension netpoolEndpointWebExtension(NetpoolEndpoint endpoint) {
		return new NetpoolEndpointWebExtension(endpoint);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(NetpoolEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
	NetpoolEndpointJmxExtension netpoolEndpointJmxExtension(NetpoolEndpoint endpoint) {
		return new NetpoolEndpointJmxExtension(endpoint);
	}

}
