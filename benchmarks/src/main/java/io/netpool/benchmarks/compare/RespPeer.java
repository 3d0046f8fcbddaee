package io.netpool.benchmarks.compare;

import java.io.IOException;
import java.util.List;

import io.netpool.benchmarks.compare.peer.RespStore;

/**
 * RESP servers under comparison, in the order of the table.
 */
enum RespPeer {

	/** Reference for the ratios. */
	REDIS("redis-server", 17, "") {

		@Override
		ServerProcess start(Pinning pinning) throws IOException {
			return ServerProcess.startForeign("redis", List.of("redis-server", "--port", ServerProcess.PORT, "--bind",
					"127.0.0.1", "--save", "", "--appendonly", "no"), pinning);
		}

	},

	/** Handlers on virtual threads. */
	NETPOOL_VIRTUAL("netpool, virtual threads", 21, "virtual"),

	/** Handlers on platform threads. */
	NETPOOL_PLATFORM("netpool, platform threads", 17, "platform"),

	/** Handlers on the I/O threads. */
	NETPOOL_EVENT_LOOP("netpool, on the event loop", 17, "event-loop");

	private final String title;

	private final int java;

	private final String execution;

	RespPeer(String title, int java, String execution) {
		this.title = title;
		this.java = java;
		this.execution = execution;
	}

	String title() {
		return this.title;
	}

	/**
	 * Returns whether this server runs on the given Java version.
	 */
	boolean runsOn(int feature) {
		return feature >= this.java;
	}

	/**
	 * Starts the server and waits until it listens.
	 */
	ServerProcess start(Pinning pinning) throws IOException {
		return ServerProcess.start("resp-" + this.execution, RespStore.class, List.of(this.execution), pinning);
	}

}
