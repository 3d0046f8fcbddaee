package io.netpool.tcp.server.settings;

import java.time.Duration;
import java.util.function.Function;

import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats: messages that are sent to a client when nothing else is.
 *
 * @param interval the time without any bytes sent
 * @param message creates the message, {@code null} for none. Called on the I/O thread
 * @since 0.1.0
 */
public record HeartbeatSettings(Duration interval, Function<TcpConnection, @Nullable Object> message) {

}
