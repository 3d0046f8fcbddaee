package io.netpool.benchmarks.compare;

import io.netpool.benchmarks.compare.load.Outcome;

/**
 * Successful measurement.
 *
 * @param scenario the scenario
 * @param peer the server
 * @param round the round, from 0
 * @param outcome the outcome, which has the figures of the scenario
 */
record Run(Scenario scenario, Peer peer, int round, Outcome outcome) {

}
