package io.netpool.tcp;

import java.net.InetSocketAddress;

/**
 * Published when connections were refused, at most once in ten seconds for each pool and
 * reason.
 *
 * @param pool the pool's name
 * @param client the address of the client that was refused last
 * @param reason why, one of those that are a {@link CloseReason#isRefusal() refusal}
 * @param others how many more were refused for this reason since the last such event
 * @since 0.1.0
 */
public record TcpConnectionRefusedEvent(String pool, InetSocketAddress client, CloseReason reason, long others) {

}
