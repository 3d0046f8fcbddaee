package io.netpool.tcp.autoconfigure.properties;

/**
 * Whether connections and messages are observed.
 */
public enum ObservationMode {

	/**
	 * Where Micrometer Tracing has a tracer: meters alone are to be had for less.
	 */
	AUTO,

	/**
	 * Where anything handles observations.
	 */
	ALWAYS,

	/**
	 * Nowhere.
	 */
	NEVER

}
