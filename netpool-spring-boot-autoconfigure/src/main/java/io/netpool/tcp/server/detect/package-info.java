/**
 * Detection of the protocol of a connection by its first bytes.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.detect;

import org.jspecify.annotations.NullMarked;
