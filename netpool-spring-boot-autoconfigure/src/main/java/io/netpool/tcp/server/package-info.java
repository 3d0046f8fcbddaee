/**
 * The engine: pool, acceptors, connections, lanes, transports, TLS.
 */
@NullMarked
package io.netpool.tcp.server;

import org.jspecify.annotations.NullMarked;
