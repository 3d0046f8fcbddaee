/**
 * The page that shows live what the pools do: its stream of numbers. All else it asks the
 * Actuator endpoint.
 */
@NullMarked
package io.netpool.sample.live;

import org.jspecify.annotations.NullMarked;
