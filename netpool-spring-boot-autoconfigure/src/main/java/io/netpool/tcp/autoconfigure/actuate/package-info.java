/**
 * Auto-configurations for Actuator, Micrometer metrics and observations.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
