package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBinder;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.NettyAcceptorPool;
import io.netpool.tcp.server.PoolListener;
import io.netpool.tcp.server.TcpServerCustomizer;
import io.netty.bootstrap.ServerBootstrap;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Creates the pool of a name.
 */
class PoolFactory {

	/**
	 * The method that {@link PoolBeanRegistrar} names in bean definitions.
	 */
	static final String CREATE = "create";

	private final PoolPropertiesBinder pools;

	private final PoolSettingsFactory settings;

	private final EndpointFactory endpoints;

	private final ConnectionDirectory directory;

	private final PoolListener listener;

	private final ObjectProvider<TcpServerCustomizer> customizers;

	PoolFactory(PoolPropertiesBinder pools, PoolSettingsFactory settings, EndpointFactory endpoints,
			ConnectionDirectory directory, PoolListener listener, ObjectProvider<TcpServerCustomizer> customizers) {
		this.pools = pools;
		this.settings = settings;
		this.endpoints = endpoints;
		this.directory = directory;
		this.listener = listener;
		this.customizers = customizers;
	}

	NettyAcceptorPool create(String name) {
		TcpProperties properties = this.pools.properties(name);
		return new NettyAcceptorPool(this.settings.create(name, properties),
				() -> this.endpoints.create(name, properties), this.directory, this.listener, this::customize);
	}

	private void customize(String pool, ServerBootstrap bootstrap) {
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(pool, bootstrap));
	}

}
