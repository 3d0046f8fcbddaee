package io.netpool.tcp.server.simulation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.server.EngineView;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a client and the application have to say about one connection: the messages that
 * were sent, received whole, handled and answered.
 */
final class Conversation {

	static final String GREETING = "hi";

	private static final int FIRST_PORT = 10_000;

	private final Simulation simulation;

	private final int number;

	private final List<Message> messages;

	private final ExpectedOutput output = new ExpectedOutput((what) -> violation("Client " + this + " " + what));

	private final List<Push> pushes = new ArrayList<>();

	private Runnable outputListener = () -> {
	};

	private int bytesRead;

	private int handled;

	private boolean handling;

	private boolean changed;

	/**
	 * Whether the framing is still to be changed by the exception handler of the last
	 * message.
	 */
	private boolean changeAwaited;

	private boolean closedByHandler;

	private boolean aborted;

	private boolean endedByStop;

	private @Nullable TcpConnection connection;

	private @Nullable CloseReason reason;

	Conversation(Simulation simulation, int number, List<Message> messages) {
		this.simulation = simulation;
		this.number = number;
		this.messages = messages;
	}

	static Conversation of(TcpConnection connection) {
		return Simulation.current().conversation(connection.remoteAddress().getPort() - FIRST_PORT);
	}

	InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + this.number);
	}

	List<Message> messages() {
		return this.messages;
	}

	ExpectedOutput output() {
		return this.output;
	}

	List<Push> pushes() {
		return this.pushes;
	}

	void onOutput(Runnable listener) {
		this.outputListener = listener;
	}

	void outputArrived() {
		this.outputListener.run();
	}

	/**
	 * Called when the engine reads bytes.
	 */
	void received(Channel channel, int count) {
		boolean discarded = EngineView.discardsInput(channel);
		this.simulation.trace("reads " + count + " bytes of " + this + (discarded ? ", discarded" : ""));
		if (!discarded) {
			this.bytesRead += count;
		}
	}

	/**
	 * Returns the number of messages that were received whole.
	 */
	int received() {
		return (int) this.messages.stream()
			.takeWhile((message) -> message.end() <= this.bytesRead && !message.isTooLong())
			.count();
	}

	void connected(TcpConnection connection) {
		this.simulation.trace("connected " + this);
		if (this.connection != null) {
			violation(this + " was connected twice");
		}
		this.connection = connection;
		Plan plan = this.simulation.plan();
		this.output.expect(plan.greets() ? List.of(GREETING) : List.of(), plan.changesWhenConnected());
	}

	Message handling(String text) {
		this.simulation.trace("handles '" + text + "'");
		if (this.connection == null || this.reason != null || this.handling) {
			violation("'" + text + "' is handled "
					+ (this.handling ? "beside another message" : "before connected or after disconnected"));
		}
		if (this.changeAwaited) {
			return decodedByTheFramingOfBefore(text);
		}
		Message message = this.messages.get(Math.min(this.handled, this.messages.size() - 1));
		if (this.handled == this.messages.size() || !message.text().equals(text)) {
			violation("Message " + this.handled + " of client " + this + " is '" + message.text() + "', and '" + text
					+ "' was handled");
		}
		this.simulation.contract().checkMemory(this.connection, this.handled);
		this.handled++;
		this.handling = true;
		this.closedByHandler |= message.command().closes();
		this.aborted |= message.command() == Command.ABORT;
		this.changeAwaited = message.command() == Command.CHANGE_LATER;
		this.output.expect(message.command().replies(message.number()), message.command().changesFraming());
		return message;
	}

	/**
	 * A reply that would have changed the framing was cancelled, since its connection is
	 * lost.
	 */
	private Message decodedByTheFramingOfBefore(String text) {
		if (Objects.requireNonNull(this.connection).isOpen()) {
			violation("'" + text + "' is handled, and the framing has not been changed before");
		}
		return new Message(this.handled, Command.NONE, text, '?', this.bytesRead);
	}

	void handled(Message message) {
		this.simulation.trace("handled " + message.number() + " of " + this);
		this.handling = false;
	}

	/**
	 * Called when a handler changes the framing.
	 * @return whether it is the second one from now on
	 */
	boolean flipFraming() {
		this.changeAwaited = false;
		this.changed ^= true;
		return this.changed;
	}

	void disconnected(CloseReason reason) {
		this.simulation.trace("disconnected " + this + " " + reason);
		if (this.connection == null || this.reason != null) {
			violation(this + " was disconnected " + ((this.reason != null) ? "twice" : "before it was connected"));
		}
		this.reason = reason;
		this.endedByStop = this.simulation.operator().isStopping();
		this.simulation.contract().checkWriteTimeout(this.simulation.client(this.number), reason);
	}

	void send(TcpConnection connection) {
		send(connection, "h" + this.number);
	}

	void send(TcpConnection connection, String sender) {
		String text = this.simulation.nextPush(sender);
		this.simulation.trace("sends " + text + " to " + this);
		this.pushes.add(new Push(text, connection.send(text).toCompletableFuture()));
	}

	void sendToGroup() {
		this.simulation.sendToGroup("h" + this.number);
	}

	private void violation(String what) {
		this.simulation.violation(what);
	}

	/**
	 * Returns whether the framing of what follows the last handled message is not known.
	 */
	boolean isChangeAwaited() {
		return this.changeAwaited;
	}

	int handledMessages() {
		return this.handled;
	}

	boolean isClosedByHandler() {
		return this.closedByHandler;
	}

	boolean isAborted() {
		return this.aborted;
	}

	/**
	 * Returns whether the connection ended after a stop had begun.
	 */
	boolean isEndedByStop() {
		return this.endedByStop;
	}

	@Nullable TcpConnection connection() {
		return this.connection;
	}

	@Nullable CloseReason reason() {
		return this.reason;
	}

	@Override
	public String toString() {
		return "c" + this.number;
	}

	/**
	 * A message that was sent other than as a reply.
	 *
	 * @param text the text
	 * @param result its result
	 */
	record Push(String text, CompletableFuture<Void> result) {

	}

}
