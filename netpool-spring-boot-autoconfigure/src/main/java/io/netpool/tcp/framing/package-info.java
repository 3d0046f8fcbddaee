/**
 * Cuts frames out of the bytes that arrive and writes the frames that leave.
 */
@NullMarked
package io.netpool.tcp.framing;

import org.jspecify.annotations.NullMarked;
