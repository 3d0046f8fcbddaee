/**
 * An event loop whose thread runs handlers itself, and is replaced by another thread
 * while a handler blocks it.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.leader;

import org.jspecify.annotations.NullMarked;
