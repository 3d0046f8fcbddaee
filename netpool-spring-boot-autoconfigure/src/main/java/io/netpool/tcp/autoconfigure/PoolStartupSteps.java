package io.netpool.tcp.autoconfigure;

import java.util.function.Supplier;

import io.netpool.tcp.TcpAcceptorPool;

import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * Steps of the application's start-up that belong to pools.
 *
 * @param startup records the steps
 */
record PoolStartupSteps(ApplicationStartup startup) {

	private static final String POOL = "pool";

	/**
	 * Loads the certificate and key of a pool.
	 */
	<T> T tls(String pool, Supplier<T> load) {
		return record("netpool.tcp.pool.tls", pool, load);
	}

	/**
	 * Binds the handler methods of a pool, which creates their beans.
	 */
	<T> T handlers(String pool, Supplier<T> bind) {
		return record("netpool.tcp.pool.handlers", pool, bind);
	}

	/**
	 * Starts the threads of a pool and binds its port.
	 */
	<T> T bind(String pool, Supplier<T> bind) {
		return record("netpool.tcp.pool.bind", pool, bind);
	}

	private <T> T record(String name, String pool, Supplier<T> action) {
		StartupStep step = this.startup.start(name).tag(POOL, pool);
		try {
			return action.get();
		}
		finally {
			step.end();
		}
	}

	/**
	 * Starts a pool, with its handler methods and its bind as steps within.
	 * @param host the address that it binds to
	 */
	void start(TcpAcceptorPool pool, String host) {
		StartupStep step = this.startup.start("netpool.tcp.pool.start").tag(POOL, pool.name());
		try {
			pool.start();
			step.tag("address", host + ":" + pool.port()).tag("transport", String.valueOf(pool.transport()));
		}
		finally {
			step.end();
		}
	}

}
