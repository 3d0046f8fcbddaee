package io.netpool.tcp.server.settings;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * How messages are handled.
 *
 * @param threads creates the threads that run handlers at each start of the pool, or
 * {@code null} to run them on the I/O threads
 * @param queue how many messages of one connection may wait, at least 1
 * @since 0.1.0
 */
public record LaneSettings(@Nullable Supplier<HandlerThreads> threads, int queue) {

}
