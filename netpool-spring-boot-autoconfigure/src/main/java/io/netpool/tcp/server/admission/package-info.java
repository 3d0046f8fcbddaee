/**
 * Which connections are accepted: acceptors, address limits, rates and the accept gate.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.admission;

import org.jspecify.annotations.NullMarked;
