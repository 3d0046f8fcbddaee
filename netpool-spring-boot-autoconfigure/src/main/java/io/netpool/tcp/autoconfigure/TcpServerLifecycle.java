package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpServerInitializedEvent;
import io.netpool.tcp.handler.TcpHandlerMethod;
import io.netpool.tcp.handler.TcpHandlerMethods;
import io.netpool.tcp.server.NettyAcceptorPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the pool when every bean is ready, and stops it hard: what can be drained was
 * drained before, by {@link TcpDrainLifecycle}.
 */
class TcpServerLifecycle implements SmartLifecycle {

	/**
	 * That of web servers: they start and stop together.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2048;

	private static final Log logger = LogFactory.getLog(TcpServerLifecycle.class);

	private final ApplicationContext context;

	private final NettyAcceptorPool pool;

	private final HandlerMethods handlerMethods;

	private volatile boolean running;

	TcpServerLifecycle(ApplicationContext context, NettyAcceptorPool pool, HandlerMethods handlerMethods) {
		this.context = context;
		this.pool = pool;
		this.handlerMethods = handlerMethods;
	}

	@Override
	public void start() {
		TcpHandlerMethods methods = this.handlerMethods.find();
		checkPools(methods);
		if (methods.pools().contains(this.pool.name())) {
			this.pool.start();
			LocalPort.publish(this.context, this.pool);
			this.context.publishEvent(new TcpServerInitializedEvent(this.pool, this.pool.port()));
		}
		else {
			warnOrFail();
		}
		this.running = true;
	}

	private void checkPools(TcpHandlerMethods methods) {
		for (TcpHandlerMethod method : methods.methods()) {
			if (!method.pool().equals(this.pool.name())) {
				throw method.invalid("names pool '" + method.pool() + "', which does not exist",
						"The only pool is '" + this.pool.name() + "': remove the name.");
			}
		}
	}

	private void warnOrFail() {
		String key = PoolKeys.of(this.pool.name()).key("port");
		Integer port = this.context.getEnvironment().getProperty(key, Integer.class);
		if (port != null) {
			throw new MissingHandlerException(key, port);
		}
		logger.warn("netpool does not listen, since no bean has a @TcpHandler method. Annotate one, such as "
				+ "'@TcpHandler String onMessage(String input)', and it listens on port 9000");
	}

	@Override
	public void stop() {
		this.running = false;
		this.pool.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
