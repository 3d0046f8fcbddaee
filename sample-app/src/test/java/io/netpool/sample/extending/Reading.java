package io.netpool.sample.extending;

/**
 * What a sensor has measured.
 *
 * @param sensor its name
 * @param value the value
 */
record Reading(String sensor, double value) {

}
