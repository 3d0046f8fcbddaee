/**
 * Meters over what the engine counts, and timers of what it does not.
 */
@NullMarked
package io.netpool.tcp.observe;

import org.jspecify.annotations.NullMarked;
