/**
 * Converts and validates messages.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler.convert;

import org.jspecify.annotations.NullMarked;
