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

	private final HandlerMethods handlerMethods;

	private final ConnectionDirectory directory;

	PoolFactory(Pools pools, PoolSettingsFactory settings, HandlerMethods handlerMethods,
			ConnectionDirectory directory) {
		this.pools = pools;
		this.settings = settings;
		this.handlerMethods = handlerMethods;
		this.directory = directory;
	}

	NettyAcceptorPool create(String name) {
		return new NettyAcceptorPool(this.settings.create(name, this.pools.properties(name)),
				() -> this.handlerMethods.endpoint(name), this.directory);
	}

}
