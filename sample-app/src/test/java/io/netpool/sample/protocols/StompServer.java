package io.netpool.sample.protocols;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpRouteResolver;
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
		return new StompFraming();
	}

	@Bean
	static TcpRouteResolver command() {
		return (frame, connection) -> ((Frame) frame).head().get(0);
	}

	@TcpHandler({ "CONNECT", "STOMP" })
	String onConnect() {
		return "CONNECTED\nversion:1.2\nheart-beat:0,10000\n\n";
	}

	@TcpHandler("SUBSCRIBE")
	Optional<String> onSubscribe(Frame frame, TcpConnection connection, Subscriptions subscriptions) {
		subscriptions.ids.put(frame.required("destination"), frame.required("id"));
		connection.join(frame.required("destination"));
		return frame.receipt();
	}

	@TcpHandler("UNSUBSCRIBE")
	Optional<String> onUnsubscribe(Frame frame, Subscriptions subscriptions) {
		subscriptions.ids.values().remove(frame.required("id"));
		return frame.receipt();
	}

	@TcpHandler("SEND")
	Optional<String> onSend(Frame frame) {
		String destination = frame.required("destination");
		String message = "\nmessage-id:" + this.messages.incrementAndGet() + "\ndestination:" + destination
				+ "\ncontent-length:" + frame.body().getBytes(StandardCharsets.UTF_8).length + "\n\n" + frame.body();
		this.connections.group(destination).sendEach((subscriber) -> {
			String id = subscriber.state(Subscriptions.class).ids.get(destination);
			return (id != null) ? "MESSAGE\nsubscription:" + id + message : null;
		});
		return frame.receipt();
	}

	@TcpHandler("DISCONNECT")
	Optional<String> onDisconnect(Frame frame, TcpConnection connection) {
		connection.close();
		return frame.receipt();
	}

	@TcpHandler
	void onAnythingElse() {
		throw new TcpCloseException("ERROR\nmessage:unknown command\n\n");
	}

	/**
	 * What a connection calls its subscriptions, by destination.
	 */
	@TcpConnectionState
	static class Subscriptions {

		private final Map<String, String> ids = new ConcurrentHashMap<>();

	}

	/**
	 * A frame.
	 *
	 * @param head the command and the headers, a line each
	 * @param body the body
	 */
	record Frame(List<String> head, String body) {

		Optional<String> header(String name) {
			return this.head.stream()
				.filter((line) -> line.startsWith(name + ":"))
				.findFirst()
				.map((line) -> line.substring(name.length() + 1));
		}

		String required(String name) {
			return header(name).orElseThrow(() -> new TcpCloseException("ERROR\nmessage:no " + name + "\n\n"));
		}

		Optional<String> receipt() {
			return header("receipt").map((id) -> "RECEIPT\nreceipt-id:" + id + "\n\n");
		}

	}

	/**
	 * A frame has a head, an empty line, a body, of which a header may say the length,
	 * and NUL.
	 */
	static class StompFraming implements TcpFraming {

		private static final TcpFraming HEAD = Framings.delimiter(8192, false,
				List.of(new byte[] { '\n', '\n' }, new byte[] { '\n', '\r', '\n' }));

		@Override
		public Class<?> messageType() {
			return Frame.class;
		}

		@Override
		public boolean next(FrameInput input) throws TcpFramingException {
			if (!HEAD.next(input)) {
				return false;
			}
			Frame head = new Frame(text(input, 0, input.payloadLength()).lines().toList(), "");
			int body = input.frameLength();
			String length = head.header("content-length").orElse("");
			int end = length.isEmpty() ? input.indexOf((byte) 0, body) : body + number(length);
			if (end < 0 || end >= input.length()) {
				return false;
			}
			if (input.get(end) != 0) {
				throw new TcpFramingException("No NUL after the body", "ERROR\nmessage:no NUL after the body\n\n");
			}
			input.frame(end + 1, new Frame(head.head(), text(input, body, end)));
			return true;
		}

		private static int number(String text) throws TcpFramingException {
			if (!text.matches("[0-9]{1,6}")) {
				throw new TcpFramingException("A length is no number", "ERROR\nmessage:invalid content-length\n\n");
			}
			return Integer.parseInt(text);
		}

		private static String text(FrameInput input, int from, int to) {
			return new String(input.copy(from, to), StandardCharsets.UTF_8);
		}

		@Override
		public void write(byte[] payload, FrameOutput output) {
			output.write(payload);
			output.write(0);
		}

	}

}
