package io.netpool.tcp.server.watch;

import io.netpool.tcp.server.lane.Lane;

/**
 * A lane whose handlers may be blocked.
 */
public interface WatchedLane {

	/**
	 * Returns the lane.
	 */
	Lane lane();

	/**
	 * Returns how log messages name the owner of the lane.
	 */
	String label();

}
