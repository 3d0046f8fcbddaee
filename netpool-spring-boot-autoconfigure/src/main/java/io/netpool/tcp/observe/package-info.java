/**
 * Meters over what the engine counts, and what log lines are told of connections.
 */
@NullMarked
package io.netpool.tcp.observe;

import org.jspecify.annotations.NullMarked;
