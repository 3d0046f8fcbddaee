/**
 * Meters, health and the endpoint over what the engine counts, observations of
 * connections and messages, and what log lines are told of them.
 */
@NullMarked
package io.netpool.tcp.observe;

import org.jspecify.annotations.NullMarked;
