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

	private final ExchangeContract exchanges;

	private final TimeoutContract times;

	private Runnable outputListener = () -> {
	};

	private int bytesRead;

	/**
	 * What was read, including what may be discarded.
	 */
	private int allBytesRead;

	private int progress;

	/**
	 * Number of messages that the client has sent whole.
	 */
	private int sentWhole;

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
		this.exchanges = new ExchangeContract(simulation, this);
		this.times = new TimeoutContract(simulation, this);
		this.output.onMessage(this.times::messageArrived);
	}

	static Conversation of(TcpConnection connection) {
		return Simulation.current().conversation(connection.remoteAddress().getPort() - FIRST_PORT);
	}

	int number() {
		return this.number;
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

	ExchangeContract exchanges() {
		return this.exchanges;
	}

	TimeoutContract times() {
		return this.times;
	}

	void onOutput(Runnable listener) {
		this.outputListener = listener;
	}

	void outputArrived() {
		this.outputListener.run();
	}

	/**
	 * Called when the client has sent bytes.
	 * @param total their number so far
	 */
	void sentByClient(int total) {
		while (this.sentWhole < this.messages.size() && this.messages.get(this.sentWhole).end() <= total) {
			this.exchanges.sent(this.messages.get(this.sentWhole++));
		}
	}

	/**
	 * Called when the engine writes bytes.
	 */
	void sent() {
		this.times.sent();
		outputArrived();
	}

	/**
	 * Called when the engine reads bytes.
	 */
	void received(Channel channel, int count) {
		boolean discarded = EngineView.discardsInput(channel);
		this.simulation.trace("reads " + count + " bytes of " + this + (discarded ? ", discarded" : ""));
		this.allBytesRead += count;
		if (!discarded) {
			this.bytesRead += count;
			this.times.received();
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

	/**
	 * Returns whether a message was received whole.
	 */
	boolean hasReceived(Message message) {
		return message.end() <= this.allBytesRead;
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
		skipAnswersBefore(text);
		Message message = this.messages.get(Math.min(this.handled, this.messages.size() - 1));
		if (this.handled == this.messages.size() || !message.text().equals(text)) {
			violation("Message " + this.handled + " of client " + this + " is '" + message.text() + "', and '" + text
					+ "' was handled");
		}
		this.progress += message.isHeartbeat() ? 0 : 1;
		this.exchanges.handled(message);
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
		return new Message(this.handled, Command.NONE, text, '?', this.bytesRead, null);
	}

	private void skipAnswersBefore(String text) {
		while (this.handled < this.messages.size() && !this.messages.get(this.handled).text().equals(text)
				&& this.exchanges.skips(this.messages.get(this.handled))) {
			this.handled++;
		}
	}

	/**
	 * Skips answers that no handled message comes after.
	 */
	void skipLastAnswers() {
		while (this.handled < received() && this.exchanges.isAccountedFor(this.messages.get(this.handled))) {
			this.handled++;
		}
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
		this.progress++;
		this.endedByStop = this.simulation.operator().isStopping();
		SimulatedClient client = this.simulation.client(this.number);
		this.simulation.contract().checkWriteTimeout(client, reason);
		this.times.disconnected(client, reason);
		this.simulation.claims().disconnected(this, reason);
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

	void trace(String what) {
		this.simulation.trace(this + " " + what);
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

	/**
	 * Returns whether the last message is the answer to a heartbeat, and is still to be
	 * handled.
	 */
	boolean isHandlingHeartbeat() {
		int received = received();
		return this.handled == received - 1 && this.messages.get(this.handled).isHeartbeat();
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

	/**
	 * Returns a number that grows as long as more happens than heartbeats.
	 */
	int progress() {
		return this.progress + this.exchanges.ended();
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
