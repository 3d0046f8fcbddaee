package io.netpool.tcp.cluster;

/**
 * The answer to a command.
 *
 * @param pool the pool of the connection that has answered
 * @param payload the payload of its frame
 * @hidden
 */
@SuppressWarnings("ArrayRecordComponent")
public record RemoteAnswer(String pool, byte[] payload) {

}
