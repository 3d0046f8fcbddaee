package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.server.NettyAcceptorPool;

import org.springframework.context.SmartLifecycle;

/**
 * Lets the pool drain before anything stops, in parallel with a web server's graceful
 * shutdown and within {@code spring.lifecycle.timeout-per-shutdown-phase}.
 */
class TcpDrainLifecycle implements SmartLifecycle {

	/**
	 * That in which web servers shut down gracefully.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1024;

	private final NettyAcceptorPool pool;

	private volatile boolean running;

	TcpDrainLifecycle(NettyAcceptorPool pool) {
		this.pool = pool;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException("Stop must not be invoked directly");
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.pool.drain().whenComplete((done, failure) -> callback.run());
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
