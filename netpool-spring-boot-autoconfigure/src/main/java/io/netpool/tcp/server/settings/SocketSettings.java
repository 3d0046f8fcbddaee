package io.netpool.tcp.server.settings;

/**
 * Options of a pool's sockets.
 *
 * @param noDelay whether Nagle's algorithm is disabled (TCP_NODELAY)
 * @param keepAlive whether the kernel probes idle connections (SO_KEEPALIVE)
 * @param halfClose whether a connection stays open after the client has ended its stream;
 * if not, it is closed after the last reply
 * @since 0.1.0
 */
public record SocketSettings(boolean noDelay, boolean keepAlive, boolean halfClose) {

}
