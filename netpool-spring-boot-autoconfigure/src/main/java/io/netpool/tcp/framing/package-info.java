/**
 * Framings, which decode the frames of a byte stream and encode frames into it.
 */
@NullMarked
package io.netpool.tcp.framing;

import org.jspecify.annotations.NullMarked;
