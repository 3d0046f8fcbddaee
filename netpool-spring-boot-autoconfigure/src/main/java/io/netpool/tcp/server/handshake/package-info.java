/**
 * The share of an event loop's time that TLS handshakes get.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.handshake;

import org.jspecify.annotations.NullMarked;
