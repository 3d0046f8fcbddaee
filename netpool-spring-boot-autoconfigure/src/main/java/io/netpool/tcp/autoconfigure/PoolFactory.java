package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpAcceptorPool;
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
 *
 * @param pools settings of the pools
 * @param settings creates what the pools are started with
 * @param endpoints creates what serves their connections
 * @param directory connections of all pools
 * @param listener listener of all pools
 * @param customizers customizers of their bootstraps
 * @param steps steps of the application's start-up
 */
record PoolFactory(ConfiguredPools pools, PoolSettingsFactory settings, EndpointFactory endpoints,
		ConnectionDirectory directory, PoolListener listener, ObjectProvider<TcpServerCustomizer> customizers,
		PoolStartupSteps steps) {

	/**
	 * The factory method of the beans that {@link PoolBeanRegistrar} registers.
	 */
	static final String CREATE = "create";

	NettyAcceptorPool create(String name) {
		ConfiguredPool pool = this.pools.get(name);
		boolean detects = name.equals(TcpAcceptorPool.DEFAULT_NAME) && !this.pools.detected().isEmpty();
		if (!detects) {
			return new NettyAcceptorPool(this.settings.create(pool),
					() -> this.steps.handlers(name, () -> this.endpoints.create(pool)), this.directory, this.listener,
					this::customize);
		}
		return new NettyAcceptorPool(this.settings.create(pool),
				() -> this.steps.handlers(name, () -> this.endpoints.createDetecting(pool)),
				new DetectedProtocolsFactory(this.settings, this.endpoints).create(this.pools.detected()),
				this.directory, this.listener, this::customize);
	}

	private void customize(String pool, ServerBootstrap bootstrap) {
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(pool, bootstrap));
	}

}
