package io.netpool.tcp.server;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An endpoint that records its calls and replies as a test wants.
 */
class TestEndpoint implements TcpEndpoint {

	final Queue<String> events = new ConcurrentLinkedQueue<>();

	final BlockingQueue<TcpConnection> connections = new LinkedBlockingQueue<>();

	final BlockingQueue<CloseReason> reasons = new LinkedBlockingQueue<>();

	private final Messages messages;

	private MessageType type = MessageType.TEXT;

	private boolean connectionEvents = true;

	private Messages greeting = (connection, nothing) -> null;

	TestEndpoint(Messages messages) {
		this.messages = messages;
	}

	static TestEndpoint echo() {
		return new TestEndpoint((connection, message) -> message);
	}

	/**
	 * Echoes, and records nothing.
	 */
	static TestEndpoint quiet() {
		return new TestEndpoint((connection, message) -> message) {

			@Override
			public TcpReply message(TcpConnection connection, Object message) {
				return TcpReply.of(message);
			}

		}.ignoringConnections();
	}

	TestEndpoint bytes() {
		this.type = MessageType.BYTES;
		return this;
	}

	TestEndpoint objects() {
		this.type = MessageType.OBJECT;
		return this;
	}

	TestEndpoint ignoringConnections() {
		this.connectionEvents = false;
		return this;
	}

	TestEndpoint greeting(Messages greeting) {
		this.greeting = greeting;
		return this;
	}

	TcpConnection nextConnection() throws InterruptedException {
		TcpConnection connection = this.connections.poll(10, TimeUnit.SECONDS);
		assertThat(connection).as("a connection within 10 s").isNotNull();
		return connection;
	}

	CloseReason nextReason() throws InterruptedException {
		CloseReason reason = this.reasons.poll(10, TimeUnit.SECONDS);
		assertThat(reason).as("an end within 10 s").isNotNull();
		return reason;
	}

	@Override
	public MessageType messageType() {
		return this.type;
	}

	@Override
	public boolean handlesConnectionEvents() {
		return this.connectionEvents;
	}

	@Override
	public TcpReply connected(TcpConnection connection) throws Throwable {
		this.events.add("connected");
		this.connections.add(connection);
		return reply(this.greeting.handle(connection, ""));
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) throws Throwable {
		this.events.add((message instanceof byte[] bytes) ? bytes.length + " bytes" : message.toString());
		return reply(this.messages.handle(connection, message));
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) {
		this.events.add("disconnected");
		this.reasons.add(reason);
	}

	private static TcpReply reply(Object result) {
		if (result instanceof CompletionStage<?> stage) {
			return TcpReply.later(stage.thenApply(TestEndpoint::reply));
		}
		return (result instanceof TcpReply reply) ? reply : TcpReply.of(result);
	}

	/**
	 * Returns a message, {@code null} for none, a reply, or a stage of one of these.
	 */
	@FunctionalInterface
	interface Messages {

		Object handle(TcpConnection connection, Object message) throws Throwable;

	}

}
