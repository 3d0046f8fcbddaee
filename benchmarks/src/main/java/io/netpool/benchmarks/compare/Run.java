package io.netpool.benchmarks.compare;

/**
 * One measurement that counts.
 *
 * @param scenario what was measured
 * @param peer of which server
 * @param round in which round
 * @param figure the scenario's figure
 * @param busy which part of the time the load generator ran
 */
record Run(Scenario scenario, Peer peer, int round, double figure, double busy) {

}
