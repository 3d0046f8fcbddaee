/**
 * A connection's serial queue of messages and the schedulers that run it. Knows no
 * channel and no connection: the owner of a lane implements
 * {@link io.netpool.tcp.server.lane.LaneOwner}.
 *
 * @serial exclude
 */
@NullMarked
package io.netpool.tcp.server.lane;

import org.jspecify.annotations.NullMarked;
