/**
 * Counters of a pool, its I/O threads and its connections, and snapshots of them.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.statistics;

import org.jspecify.annotations.NullMarked;
