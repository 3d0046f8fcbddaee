/**
 * The immutable settings that an acceptor pool is created from.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.settings;

import org.jspecify.annotations.NullMarked;
