/**
 * What the tests of an application use: the port, clients, a slice, and handlers without
 * a socket.
 */
@NullMarked
package io.netpool.tcp.test;

import org.jspecify.annotations.NullMarked;
