package io.netpool.tcp.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.server.NettyAcceptorPool;

import org.springframework.context.SmartLifecycle;

/**
 * Drains the pools before other beans are stopped, in parallel with the graceful shutdown
 * of a web server and within {@code spring.lifecycle.timeout-per-shutdown-phase}.
 */
class TcpGracefulShutdownLifecycle implements SmartLifecycle {

	/**
	 * The phase of the graceful shutdown of web servers.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1024;

	private final List<NettyAcceptorPool> pools;

	private volatile boolean running;

	TcpGracefulShutdownLifecycle(List<NettyAcceptorPool> pools) {
		this.pools = pools;
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
		CompletableFuture<?>[] drains = this.pools.stream()
			.map(NettyAcceptorPool::drain)
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(drains).whenComplete((done, failure) -> callback.run());
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
