/**
 * Meters, health and observations of acceptor pools, and the logging context of their
 * handlers.
 */
@NullMarked
package io.netpool.tcp.observe;

import org.jspecify.annotations.NullMarked;
