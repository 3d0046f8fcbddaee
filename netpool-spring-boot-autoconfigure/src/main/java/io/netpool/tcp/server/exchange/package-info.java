/**
 * Exchanges of commands and answers on a connection.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.exchange;

import org.jspecify.annotations.NullMarked;
