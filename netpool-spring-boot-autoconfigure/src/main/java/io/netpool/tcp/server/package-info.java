/**
 * The server of a pool. Applications customize it by
 * {@link io.netpool.tcp.server.TcpServerCustomizer}; what else is in the package accepts
 * connections, and reads and writes them.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server;

import org.jspecify.annotations.NullMarked;
