package io.netpool.benchmarks.compare.load;

/**
 * Outcome of a load whose replies were all correct.
 *
 * @param perSecond the messages answered per second; of short-lived clients, one each
 * @param micros the times from a message to its reply, all 0 if not measured
 * @param latenessMicros the delays of messages after their intended times, all 0 if there
 * are no intended times
 * @param serverMicros the processor time of the server per message in µs, 0 if unknown
 * @param busy the share of the time in which the load generator's thread ran: close to 1,
 * the load generator is what is measured
 * @since 0.1.0
 */
public record Outcome(double perSecond, Percentiles micros, Percentiles latenessMicros, double serverMicros,
		double busy) {

	/**
	 * Returns this outcome with the lateness in place of the reply times.
	 * @return the outcome
	 */
	public Outcome ofLateness() {
		return new Outcome(this.perSecond, this.latenessMicros, this.latenessMicros, this.serverMicros, this.busy);
	}

}
