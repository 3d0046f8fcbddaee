package io.netpool.tcp.autoconfigure.cluster;

import io.netpool.tcp.autoconfigure.TcpServerLifecycle;
import io.netpool.tcp.cluster.Cluster;

import org.springframework.context.SmartLifecycle;

/**
 * Connects the cluster before the pools start, and leaves it after they have stopped, so
 * that connections are reached while they are drained.
 */
class ClusterLifecycle implements SmartLifecycle {

	private final Cluster cluster;

	private volatile boolean running;

	ClusterLifecycle(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void start() {
		this.cluster.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.cluster.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return TcpServerLifecycle.PHASE - 1;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
