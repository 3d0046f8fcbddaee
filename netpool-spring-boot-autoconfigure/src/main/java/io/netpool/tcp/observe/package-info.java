/**
 * Meters over what the engine counts.
 */
@NullMarked
package io.netpool.tcp.observe;

import org.jspecify.annotations.NullMarked;
