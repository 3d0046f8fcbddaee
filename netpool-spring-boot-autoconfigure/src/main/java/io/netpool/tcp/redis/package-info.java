/**
 * The engine of clusters that uses Redis, through the connection that Spring Data Redis
 * is configured for.
 */
@NullMarked
package io.netpool.tcp.redis;

import org.jspecify.annotations.NullMarked;
