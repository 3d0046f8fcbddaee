package io.netpool.tcp.server.settings;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The queue and the threads of handlers, and the timeouts of their replies.
 *
 * @param threads creates the handler threads at each start of the pool, {@code null} to
 * run handlers on the I/O threads
 * @param leaders when an I/O thread that runs a quick handler itself is replaced,
 * {@code null} if I/O threads run none where there are handler threads
 * @param queue the maximum number of messages queued per connection, at least 1
 * @param replies the timeouts of asynchronous replies
 * @since 0.1.0
 */
public record LaneSettings(@Nullable Supplier<HandlerThreads> threads, @Nullable LeaderSettings leaders, int queue,
		ReplyTimeouts replies) {

}
