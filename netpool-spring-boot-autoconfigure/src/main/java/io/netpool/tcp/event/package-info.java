/**
 * Application events of pools and connections.
 */
@NullMarked
package io.netpool.tcp.event;

import org.jspecify.annotations.NullMarked;
