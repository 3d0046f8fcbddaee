package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.server.ConnectionDirectory;
import io.netpool.tcp.server.NettyAcceptorPool;

/**
 * Creates the pool of a name.
 */
class PoolFactory {

	/**
	 * The method that {@link PoolBeans} names in bean definitions.
	 */
	static final String CREATE = "create";

	private final Pools pools;

	private final PoolSettingsFactory settings;

	private final HandlerOptionsFactory options;

	private final HandlerMethods handlerMethods;

	private final ConnectionDirectory directory;

	PoolFactory(Pools pools, PoolSettingsFactory settings, HandlerOptionsFactory options, HandlerMethods handlerMethods,
			ConnectionDirectory directory) {
		this.pools = pools;
		this.settings = settings;
		this.options = options;
		this.handlerMethods = handlerMethods;
		this.directory = directory;
	}

	NettyAcceptorPool create(String name) {
		TcpProperties properties = this.pools.properties(name);
		// made when the pool starts: they need beans, which may want a pool themselves
		return new NettyAcceptorPool(this.settings.create(name, properties),
				() -> this.handlerMethods.endpoint(name, this.options.create(name, properties)), this.directory);
	}

}
