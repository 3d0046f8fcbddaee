/**
 * Rate-limited log messages and sanitized log text.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.log;

import org.jspecify.annotations.NullMarked;
