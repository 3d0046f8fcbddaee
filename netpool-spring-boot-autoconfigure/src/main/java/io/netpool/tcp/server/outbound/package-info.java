/**
 * The queue of what is to be sent on a connection.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.outbound;

import org.jspecify.annotations.NullMarked;
