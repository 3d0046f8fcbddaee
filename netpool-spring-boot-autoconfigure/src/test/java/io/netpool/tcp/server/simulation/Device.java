package io.netpool.tcp.server.simulation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What a client does that is a device: it sends its messages from time to time, answers
 * heartbeats, and commands in any order, late, twice, wrongly, before it gets them, or
 * never. It is a sequence of events, none of which calls the engine.
 */
final class Device {

	private static final int MAX_REST_NANOS = 20_000_000;

	private static final int MAX_ANSWER_NANOS = 400_000;

	private static final int MAX_LATE_NANOS = 150_000_000;

	private final Scheduler scheduler = Scheduler.current();

	private final Random random = this.scheduler.random();

	private final Conversation conversation;

	private final Consumer<Message> output;

	private final Queue<Command> commands = new ArrayDeque<>();

	/**
	 * Whether nothing is answered.
	 */
	private final boolean silent = this.random.nextInt(4) == 0;

	/**
	 * Creates a device.
	 * @param conversation what it says
	 * @param output sends its messages
	 */
	Device(Conversation conversation, Consumer<Message> output) {
		this.conversation = conversation;
		this.output = output;
		for (int left = this.random.nextInt(25); left > 0; left--) {
			this.commands.add(Command.drawOfDevice(this.random));
		}
		conversation.output().onCommand(this::received);
	}

	boolean isSilent() {
		return this.silent;
	}

	/**
	 * Returns whether it has sent its messages, and only answers from now on.
	 */
	boolean isDone() {
		return this.commands.isEmpty();
	}

	/**
	 * Sends some of its messages, and others later.
	 */
	void sendMessages() {
		for (int left = 1 + this.random.nextInt(4); left > 0 && !isDone(); left--) {
			Command command = this.commands.remove();
			int padding = (this.random.nextInt(8) == 0) ? this.random.nextInt(Message.MAX_LENGTH - 40) : 0;
			padding = (this.random.nextInt(200) == 0) ? Message.MAX_LENGTH : padding;
			send("c", command + " " + "y".repeat(padding), command, null);
		}
		if (!isDone()) {
			this.scheduler.at(this.random.nextInt(MAX_REST_NANOS), this::sendMessages);
		}
	}

	private void received(String text) {
		if (text.startsWith("b")) {
			if (!this.silent) {
				answerIn(MAX_ANSWER_NANOS, () -> send("h", "", Command.NONE, null));
			}
			return;
		}
		int exchange = DevicePlan.exchangeOf(text);
		this.conversation.exchanges().commandReceived(exchange);
		if (!this.silent) {
			answer(exchange);
		}
	}

	private void answer(int exchange) {
		switch (this.random.nextInt(10)) {
			case 0 -> answerIn(MAX_LATE_NANOS, () -> send(exchange, false));
			case 1 -> answerIn(MAX_ANSWER_NANOS, () -> {
				send(exchange, false);
				answerIn(MAX_ANSWER_NANOS, () -> send(exchange, false));
			});
			case 2 -> answerIn(MAX_ANSWER_NANOS, () -> {
				// which is no number
				send("a?", "", Command.NONE, null);
				send(exchange, false);
			});
			case 3 -> answerIn(MAX_ANSWER_NANOS, () -> {
				send(exchange, false);
				send(exchange + 1, true);
			});
			case 4 -> this.conversation.trace("does not answer " + exchange);
			default -> answerIn(MAX_ANSWER_NANOS, () -> send(exchange, false));
		}
	}

	private void answerIn(int maxNanos, Runnable answer) {
		this.scheduler.at(this.random.nextInt(maxNanos), answer);
	}

	private void send(int exchange, boolean guessed) {
		send("a" + exchange, "", Command.NONE, new Message.Answer(exchange, guessed));
	}

	private void send(String prefix, String suffix, Command command, Message.@Nullable Answer answer) {
		int number = this.conversation.messages().size();
		String text = prefix + " " + this.conversation + " " + number + " " + suffix;
		int end = (number > 0) ? this.conversation.messages().get(number - 1).end() : 0;
		this.output.accept(new Message(number, command, text, '\n', end + text.length() + 1, answer));
	}

}
