/**
 * The engine: pool, acceptors, connections, lanes, transports, TLS.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server;

import org.jspecify.annotations.NullMarked;
