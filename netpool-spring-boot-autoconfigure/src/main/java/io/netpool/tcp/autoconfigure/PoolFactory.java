package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.NettyAcceptorPool;
import io.netpool.tcp.server.PoolListener;
import io.netpool.tcp.server.TcpServerCustomizer;
import io.netty.bootstrap.ServerBootstrap;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Creates the configured pools.
 */
class PoolFactory {

	/**
	 * The factory method of the beans that {@link PoolBeanRegistrar} registers.
	 */
	static final String CREATE = "create";

	private final ConfiguredPools pools;

	private final PoolSettingsFactory settings;

	private final EndpointFactory endpoints;

	private final ConnectionDirectory directory;

	private final PoolListener listener;

	private final ObjectProvider<TcpServerCustomizer> customizers;

	PoolFactory(ConfiguredPools pools, PoolSettingsFactory settings, EndpointFactory endpoints,
			ConnectionDirectory directory, PoolListener listener, ObjectProvider<TcpServerCustomizer> customizers) {
		this.pools = pools;
		this.settings = settings;
		this.endpoints = endpoints;
		this.directory = directory;
		this.listener = listener;
		this.customizers = customizers;
	}

	NettyAcceptorPool create(String name) {
		ConfiguredPool pool = this.pools.get(name);
		return new NettyAcceptorPool(this.settings.create(pool), () -> this.endpoints.create(pool), this.directory,
				this.listener, this::customize);
	}

	private void customize(String pool, ServerBootstrap bootstrap) {
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(pool, bootstrap));
	}

}
