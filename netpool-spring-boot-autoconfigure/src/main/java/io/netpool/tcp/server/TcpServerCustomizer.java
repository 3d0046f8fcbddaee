package io.netpool.tcp.server;

import io.netty.bootstrap.ServerBootstrap;

/**
 * Sets what Netty can do and netpool has no setting for: options of a pool's listening
 * socket and, as child options, of its connections. Beans of this type are found by
 * themselves and called by {@code @Order}, at each start of a pool, before it binds.
 * <p>
 * What comes from a pool's settings is set before, and can be set otherwise. Its threads
 * and its transport are chosen already: to set these fails. Its handlers, whether its
 * channels read and whether its connections can be half-closed are set afterwards, since
 * the engine relies on them. What a customizer throws keeps the pool from starting.
 * <p>
 * It is here and not beside the annotations, since those that import it import Netty.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpServerCustomizer {

	/**
	 * Customize how a pool listens.
	 * @param pool the pool's name
	 * @param bootstrap what will bind its port
	 */
	void customize(String pool, ServerBootstrap bootstrap);

}
