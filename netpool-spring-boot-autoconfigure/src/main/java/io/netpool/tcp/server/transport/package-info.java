/**
 * Socket transports, their threads and buffers, and bind failures.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.transport;

import org.jspecify.annotations.NullMarked;
