package io.netpool.tcp.server.settings;

/**
 * The limit of pending bytes.
 *
 * @param maxPending the maximum number of outbound bytes buffered per connection, 64
 * bytes of overhead per message included; a single message may exceed it if nothing else
 * is pending
 * @param overflow the strategy above the limit
 * @since 0.1.0
 */
public record OutboundSettings(long maxPending, OutboundOverflow overflow) {

}
