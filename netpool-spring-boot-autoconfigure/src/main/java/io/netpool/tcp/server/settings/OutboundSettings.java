package io.netpool.tcp.server.settings;

/**
 * How much may wait for a client that reads slowly.
 *
 * @param maxPending bytes per connection; one message may exceed it when nothing else
 * waits
 * @param overflow what happens above it
 * @since 0.1.0
 */
public record OutboundSettings(long maxPending, OutboundOverflow overflow) {

}
