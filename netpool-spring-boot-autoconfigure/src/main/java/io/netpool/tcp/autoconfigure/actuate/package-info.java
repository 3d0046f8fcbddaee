/**
 * Auto-configuration for Actuator's endpoint and health, and for Micrometer's meters and
 * observations.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
