/**
 * The Actuator endpoint {@code netpool}, its extensions and response bodies.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.observe.endpoint;

import org.jspecify.annotations.NullMarked;
