/**
 * Test support: a test slice, a test client, the local port, and handler calls without a
 * socket.
 */
@NullMarked
package io.netpool.tcp.test;

import org.jspecify.annotations.NullMarked;
