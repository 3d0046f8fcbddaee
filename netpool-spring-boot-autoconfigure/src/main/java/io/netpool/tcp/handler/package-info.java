/**
 * Calls handler methods: binding, routes, interceptors and exception handlers. Start at
 * {@code TcpHandlerMethods}.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.handler;

import org.jspecify.annotations.NullMarked;
