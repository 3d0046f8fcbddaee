package io.netpool.benchmarks.compare.load;

/**
 * What was measured of a load all of whose bytes came back.
 *
 * @param perSecond answered messages per second; of clients that come and go, one each
 * @param micros the time from a message to its answer, all 0 where it is not measured
 * @param latenessMicros by how much messages were sent later than intended, all 0 where
 * no time is intended
 * @param serverMicros processor time that the server took for a message, in microseconds,
 * 0 if unknown
 * @param busy which part of the time the load generator's thread ran: where that is close
 * to 1, what is measured is the generator
 * @since 0.1.0
 */
public record Outcome(double perSecond, Percentiles micros, Percentiles latenessMicros, double serverMicros,
		double busy) {

	/**
	 * Return this outcome with the times of lateness in place of those of the answers.
	 * @return the outcome
	 */
	public Outcome ofLateness() {
		return new Outcome(this.perSecond, this.latenessMicros, this.latenessMicros, this.serverMicros, this.busy);
	}

}
