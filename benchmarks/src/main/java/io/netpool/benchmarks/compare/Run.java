package io.netpool.benchmarks.compare;

import io.netpool.benchmarks.compare.load.Outcome;

/**
 * One measurement that counts.
 *
 * @param scenario what was measured
 * @param peer of which server
 * @param round in which round
 * @param outcome what came of it, which the scenario's figures are of
 */
record Run(Scenario scenario, Peer peer, int round, Outcome outcome) {

}
