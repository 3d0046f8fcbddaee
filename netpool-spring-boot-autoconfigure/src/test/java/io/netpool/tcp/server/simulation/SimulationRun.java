package io.netpool.tcp.server.simulation;

/**
 * Plays a seed for {@link SimulationTests}, which is not loaded by the same class loader.
 */
public final class SimulationRun {

	private SimulationRun() {
	}

	/**
	 * Plays a seed.
	 * @return the violation or {@code null}, and the trace
	 */
	public static String[] play(long seed) {
		Simulation.Outcome outcome = Simulation.play(seed);
		return new String[] { outcome.violation(), outcome.trace() };
	}

}
