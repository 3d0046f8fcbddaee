/**
 * Decoding of PROXY headers.
 */
@NullMarked
package io.netpool.tcp.server.proxy;

import org.jspecify.annotations.NullMarked;
