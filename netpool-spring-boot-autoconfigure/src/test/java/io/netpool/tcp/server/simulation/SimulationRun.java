package io.netpool.tcp.server.simulation;

/**
 * Plays a seed for {@link SimulationTests}, which is not loaded by the same class loader.
 */
public final class SimulationRun {

	private SimulationRun() {
	}

	/**
	 * Plays a seed.
	 * @param kind the name of a {@link Plan.Kind}
	 * @param seed the seed
	 * @return the violation or {@code null}, and the trace
	 */
	public static String[] play(String kind, long seed) {
		Simulation.Outcome outcome = Simulation.play(Plan.Kind.valueOf(kind), seed);
		return new String[] { outcome.violation(), outcome.trace() };
	}

}
