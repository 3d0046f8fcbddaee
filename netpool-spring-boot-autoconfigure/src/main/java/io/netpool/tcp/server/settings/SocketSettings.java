package io.netpool.tcp.server.settings;

/**
 * Options of a pool's sockets.
 *
 * @param noDelay whether small packets leave at once (Nagle's algorithm is off)
 * @param keepAlive whether the kernel probes connections that are idle
 * @param halfClose whether a connection stays open after its client has ended its stream;
 * where not, the connection closes after the last reply
 * @since 0.1.0
 */
public record SocketSettings(boolean noDelay, boolean keepAlive, boolean halfClose) {

}
