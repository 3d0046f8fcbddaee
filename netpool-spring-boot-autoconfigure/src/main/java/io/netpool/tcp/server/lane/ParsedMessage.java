package io.netpool.tcp.server.lane;

/**
 * A message that the framing has parsed, in the queue of a lane.
 *
 * @param message the message
 * @param bytes the length of its frame, as which it counts in the queue
 */
public record ParsedMessage(Object message, int bytes) {

}
