package io.netpool.tcp.server.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The network of a simulation: the backlog of its port, and the event loops that serve
 * its sockets.
 */
final class Network {

	private final Queue<Wire> backlog = new ArrayDeque<>();

	private final List<SimulatedLoop> loops = new ArrayList<>();

	private boolean listening;

	private long number;

	/**
	 * Returns the number of a new connection.
	 */
	long nextNumber() {
		return ++this.number;
	}

	void add(SimulatedLoop loop) {
		this.loops.add(loop);
	}

	/**
	 * Returns whether any event loop has a scheduled task.
	 */
	boolean hasTimers() {
		return this.loops.stream().anyMatch(SimulatedLoop::hasTimers);
	}

	void listen(boolean listening) {
		this.listening = listening;
		if (!listening) {
			this.backlog.forEach(Wire::closedByServer);
			this.backlog.clear();
		}
	}

	/**
	 * Called by a client.
	 * @return whether the port is open
	 */
	boolean connect(Wire wire) {
		return this.listening && this.backlog.add(wire);
	}

	boolean hasBacklog() {
		return !this.backlog.isEmpty();
	}

	@Nullable Wire accept() {
		return this.backlog.poll();
	}

}
