/**
 * Failure analyzers for applications that fail to start.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
