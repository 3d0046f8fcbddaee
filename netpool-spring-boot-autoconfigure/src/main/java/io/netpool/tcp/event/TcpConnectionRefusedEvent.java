package io.netpool.tcp.event;

import java.net.InetSocketAddress;

import io.netpool.tcp.CloseReason;

/**
 * Published when connections were refused, at most once in ten seconds per pool and
 * reason.
 *
 * @param pool the name of the pool
 * @param client the address of the client that was refused last
 * @param reason the reason, one that is a {@link CloseReason#isRefusal() refusal}
 * @param others the number of other connections refused for this reason since the last
 * event
 * @since 0.1.0
 */
public record TcpConnectionRefusedEvent(String pool, InetSocketAddress client, CloseReason reason, long others) {

}
