package io.netpool.benchmarks.compare;

/**
 * Table column: one figure of a scenario.
 *
 * @param scenario the scenario
 * @param figure one of its figures
 */
record Column(Scenario scenario, Figure figure) {

	String title() {
		return this.figure.title().isEmpty() ? this.scenario.title()
				: this.scenario.title() + ", " + this.figure.title();
	}

}
