/**
 * Resolves the parameters of handler methods at startup.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler.argument;

import org.jspecify.annotations.NullMarked;
