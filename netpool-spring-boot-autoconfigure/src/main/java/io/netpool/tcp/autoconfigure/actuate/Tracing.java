package io.netpool.tcp.autoconfigure.actuate;

/**
 * Whether Micrometer Tracing creates spans of observations. It may not be on the class
 * path.
 */
@FunctionalInterface
interface Tracing {

	boolean isOn();

}
