/**
 * Pools, connections, and what an I/O thread does for them. Start at
 * {@code NettyAcceptorPool}, then {@code ConnectionHandler}.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server;

import org.jspecify.annotations.NullMarked;
