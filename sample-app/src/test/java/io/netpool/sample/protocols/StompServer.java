package io.netpool.sample.protocols;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.framing.FrameCursor;
import io.netpool.tcp.framing.Framings;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * A broker for STOMP 1.2, without transactions and acknowledgements of messages. A
 * destination is a group of connections.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class StompServer {

	private final TcpConnections connections;

	private final AtomicLong messages = new AtomicLong();

	StompServer(TcpConnections connections) {
		this.connections = connections;
	}

	@Bean
	static TcpFraming stomp() {
		return Framings.parsed(Frame.class, Frame::parse);
	}

	@TcpHandler
	Optional<String> onFrame(Frame frame, TcpConnection connection, Subscriptions subscriptions) {
		switch (frame.command()) {
			case "CONNECT", "STOMP" -> {
				return Optional.of("CONNECTED\nversion:1.2\nheart-beat:0,10000\n\n\0");
			}
			case "SUBSCRIBE" -> {
				subscriptions.ids.put(frame.required("destination"), frame.required("id"));
				connection.join(frame.required("destination"));
			}
			case "UNSUBSCRIBE" -> subscriptions.ids.values().remove(frame.required("id"));
			case "SEND" -> publish(frame.required("destination"), frame.body());
			case "DISCONNECT" -> connection.close();
			default -> throw new TcpCloseException("ERROR\nmessage:unknown command\n\n\0");
		}
		return frame.header("receipt").map((id) -> "RECEIPT\nreceipt-id:" + id + "\n\n\0");
	}

	private void publish(String destination, String body) {
		String message = "\nmessage-id:" + this.messages.incrementAndGet() + "\ndestination:" + destination
				+ "\ncontent-length:" + body.getBytes(StandardCharsets.UTF_8).length + "\n\n" + body + "\0";
		this.connections.group(destination).sendEach((subscriber) -> {
			String id = subscriber.state(Subscriptions.class).ids.get(destination);
			return (id != null) ? "MESSAGE\nsubscription:" + id + message : null;
		});
	}

	/**
	 * What a connection calls its subscriptions, by destination.
	 */
	@TcpConnectionState
	static class Subscriptions {

		private final Map<String, String> ids = new ConcurrentHashMap<>();

	}

	/**
	 * A frame has a command and headers, an empty line, a body, of which a header may say
	 * the length, and NUL.
	 */
	record Frame(String command, Map<String, String> headers, String body) {

		static Frame parse(FrameCursor input) throws TcpFramingException {
			String command = input.readLine();
			Map<String, String> headers = new HashMap<>();
			for (String line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
				int colon = line.indexOf(':');
				headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1));
			}
			String length = headers.get("content-length");
			String body = input.readText((length != null) ? Integer.parseInt(length) : input.bytesBefore(0));
			input.expect("\0");
			return new Frame(command, headers, body);
		}

		Optional<String> header(String name) {
			return Optional.ofNullable(this.headers.get(name));
		}

		String required(String name) {
			return header(name).orElseThrow(() -> new TcpCloseException("ERROR\nmessage:no " + name + "\n\n\0"));
		}

	}

}
