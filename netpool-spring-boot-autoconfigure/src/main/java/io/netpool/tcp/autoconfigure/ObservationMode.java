package io.netpool.tcp.autoconfigure;

/**
 * Whether connections and messages are observed.
 */
enum ObservationMode {

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
