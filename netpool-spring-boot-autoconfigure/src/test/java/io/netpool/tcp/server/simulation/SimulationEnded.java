package io.netpool.tcp.server.simulation;

/**
 * Ends a thread of a simulation that has been given up.
 */
final class SimulationEnded extends Error {

	private static final long serialVersionUID = 1;

	SimulationEnded() {
		super("The simulation has ended", null, false, true);
	}

}
