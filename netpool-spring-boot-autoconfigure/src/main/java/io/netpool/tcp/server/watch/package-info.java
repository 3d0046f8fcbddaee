/**
 * Detects handlers and I/O threads that are blocked, and logs where they are.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.watch;

import org.jspecify.annotations.NullMarked;
