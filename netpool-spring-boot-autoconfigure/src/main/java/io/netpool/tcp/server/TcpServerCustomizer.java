package io.netpool.tcp.server;

import io.netty.bootstrap.ServerBootstrap;

/**
 * Callback to customize a pool's {@link ServerBootstrap}: options of its listening socket
 * and, as child options, of its connections. Beans of this type are called in
 * {@code @Order}, at each start of a pool, before it binds.
 * <p>
 * Options from the pool's settings are set before, and can be overridden. The threads and
 * the transport cannot be changed. Handlers, {@code AUTO_READ} and
 * {@code ALLOW_HALF_CLOSURE} are set afterwards, since the engine relies on them. An
 * exception prevents the pool from starting.
 * <p>
 * It is in this package and not beside the annotations, since it depends on Netty.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpServerCustomizer {

	/**
	 * Customizes the bootstrap.
	 * @param pool the pool's name
	 * @param bootstrap the bootstrap that binds the pool's port
	 */
	void customize(String pool, ServerBootstrap bootstrap);

}
