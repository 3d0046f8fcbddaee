package io.netpool.tcp.server;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An endpoint that records what it is told and answers as a test wants.
 */
class TestEndpoint implements TcpEndpoint {

	final Queue<String> events = new ConcurrentLinkedQueue<>();

	final BlockingQueue<TcpConnection> connections = new LinkedBlockingQueue<>();

	final BlockingQueue<CloseReason> reasons = new LinkedBlockingQueue<>();

	private final Messages messages;

	private MessageType type = MessageType.TEXT;

	private boolean follows = true;

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
			public Object message(TcpConnection connection, Object message) {
				return message;
			}

		}.ignoringConnections();
	}

	TestEndpoint bytes() {
		this.type = MessageType.BYTES;
		return this;
	}

	TestEndpoint ignoringConnections() {
		this.follows = false;
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
	public boolean followsConnections() {
		return this.follows;
	}

	@Override
	public Object connected(TcpConnection connection) throws Throwable {
		this.events.add("connected");
		this.connections.add(connection);
		return this.greeting.handle(connection, "");
	}

	@Override
	public Object message(TcpConnection connection, Object message) throws Throwable {
		this.events.add((message instanceof byte[] bytes) ? bytes.length + " bytes" : message.toString());
		return this.messages.handle(connection, message);
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) {
		this.events.add("disconnected");
		this.reasons.add(reason);
	}

	@FunctionalInterface
	interface Messages {

		Object handle(TcpConnection connection, Object message) throws Throwable;

	}

}
