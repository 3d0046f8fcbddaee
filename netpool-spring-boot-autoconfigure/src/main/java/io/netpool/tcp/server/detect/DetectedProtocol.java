package io.netpool.tcp.server.detect;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.settings.ExchangeSettings;

/**
 * A protocol that a pool serves beside others on its port.
 *
 * @param name the name of the pool that its connections have from their detection on
 * @param starts the first bytes of its connections, one of these
 * @param framing creates the framing, for endpoints that receive text or bytes
 * @param charset the charset of text messages
 * @param exchanges the exchanges of commands and answers
 * @param endpoint supplies the endpoint that handles messages, at each start
 * @since 0.1.0
 */
public record DetectedProtocol(String name, List<byte[]> starts, Function<MessageType, TcpFraming> framing,
		Charset charset, ExchangeSettings exchanges, Supplier<TcpEndpoint> endpoint) {

}
