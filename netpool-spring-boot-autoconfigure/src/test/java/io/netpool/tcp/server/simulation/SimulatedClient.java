package io.netpool.tcp.server.simulation;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * A client: sends its messages in pieces, reads fast, slowly or late, and ends with a
 * half-close, a reset or not at all. It is a sequence of events, none of which calls the
 * engine.
 */
final class SimulatedClient {

	private static final int MAX_START_NANOS = 5_000_000;

	private static final int MAX_DELAY_NANOS = 400_000;

	private final Scheduler scheduler;

	private final Random random;

	private final Network network;

	private final Conversation conversation;

	private final Wire wire;

	private byte[] stream;

	private final int piece;

	private Reading reading;

	/**
	 * Whether the client has always read fast.
	 */
	private final boolean fast;

	private final End end;

	private final @Nullable Device device;

	private int sent;

	private boolean sending;

	private boolean readScheduled;

	private boolean closed;

	SimulatedClient(Simulation simulation, int number) {
		Plan plan = simulation.plan();
		this.scheduler = Scheduler.current();
		this.random = this.scheduler.random();
		this.network = simulation.network();
		this.conversation = new Conversation(simulation, number, messages(plan, number, this.random));
		this.wire = new Wire(this.random, this.conversation, plan.kernelBytes());
		this.stream = stream(this.conversation.messages());
		this.device = (plan.devices() != null) ? new Device(this.conversation, this::send) : null;
		this.piece = Plan.any(this.random, 5, 40, 300, 2000);
		this.reading = plan.floods() ? Reading.LATE : Plan.any(this.random, readings());
		this.fast = this.reading == Reading.FAST;
		this.end = plan.floods() ? End.NONE : Plan.any(this.random, ends());
	}

	private Reading[] readings() {
		return (this.device == null) ? Reading.values()
				: new Reading[] { Reading.FAST, Reading.FAST, Reading.SLOW, Reading.LATE };
	}

	private End[] ends() {
		return (this.device == null) ? End.values()
				: new End[] { End.NONE, End.NONE, End.NONE, End.HALF_CLOSE, End.RESET, End.EARLY_RESET };
	}

	private static List<Message> messages(Plan plan, int client, Random random) {
		List<Message> messages = new ArrayList<>();
		if (plan.devices() != null) {
			return messages;
		}
		int count = plan.floods() ? 600 : random.nextInt(25);
		boolean changed = plan.changesWhenConnected();
		int end = 0;
		for (int i = 0; i < count; i++) {
			Command command = plan.floods() ? Command.EMPTY : draw(plan, random);
			int padding = (random.nextInt(4) == 0) ? random.nextInt(Message.MAX_LENGTH - 40) : 0;
			padding = (random.nextInt(100) == 0) ? Message.MAX_LENGTH : padding;
			String text = "c" + client + " " + i + " " + command + " " + "y".repeat(plan.floods() ? 0 : padding);
			end += text.length() + 1;
			messages.add(new Message(i, command, text, changed ? ';' : '\n', end, null));
			changed ^= command.changesFraming();
		}
		return messages;
	}

	private static Command draw(Plan plan, Random random) {
		Command command = Command.draw(random);
		// frames are decoded in advance otherwise
		return (command.changesFraming() && plan.queue() > 1) ? Command.ECHO : command;
	}

	private static byte[] stream(List<Message> messages) {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		messages.forEach((message) -> stream.writeBytes(message.frame()));
		return stream.toByteArray();
	}

	Conversation conversation() {
		return this.conversation;
	}

	Wire wire() {
		return this.wire;
	}

	void start() {
		this.scheduler.at(this.random.nextInt(MAX_START_NANOS), () -> {
			boolean connected = this.network.connect(this.wire);
			trace(connected ? "connects" : "is refused by the kernel");
			if (connected) {
				this.conversation.onOutput(this::readSoon);
				this.conversation.times().begin();
				this.sending = true;
				soon(this::send);
				if (this.device != null) {
					this.device.sendMessages();
				}
			}
		});
	}

	private void soon(Runnable event) {
		this.scheduler.at(this.random.nextInt(MAX_DELAY_NANOS), event);
	}

	/**
	 * Sends a message of a device.
	 */
	private void send(Message message) {
		if (this.closed) {
			return;
		}
		this.conversation.messages().add(message);
		byte[] frame = message.frame();
		int length = this.stream.length;
		this.stream = Arrays.copyOf(this.stream, length + frame.length);
		System.arraycopy(frame, 0, this.stream, length, frame.length);
		if (!this.sending) {
			this.sending = true;
			soon(this::send);
		}
	}

	private void send() {
		if (this.closed) {
			return;
		}
		if (this.sent < this.stream.length) {
			int length = Math.min(1 + this.random.nextInt(this.piece), this.stream.length - this.sent);
			this.sent += this.wire.send(this.stream, this.sent, length);
			this.conversation.sentByClient(this.sent);
			soon((this.end == End.EARLY_RESET && this.random.nextInt(20) == 0) ? this::reset : this::send);
		}
		else if (this.device != null && !this.device.isDone()) {
			this.sending = false;
		}
		else if (this.end == End.HALF_CLOSE) {
			soon(this::endOutput);
		}
		else if (this.end == End.RESET || this.end == End.EARLY_RESET) {
			soon(this::reset);
		}
		else {
			this.sending = false;
		}
	}

	private void endOutput() {
		if (!this.closed) {
			trace("ends its stream");
			this.wire.endOfClient();
			this.closed = true;
		}
	}

	private void reset() {
		if (!this.closed) {
			trace("resets");
			this.wire.reset();
			this.closed = true;
		}
	}

	private void readSoon() {
		if (!this.readScheduled && this.reading != Reading.LATE && !this.wire.isReset()) {
			this.readScheduled = true;
			soon(this::read);
		}
	}

	private void read() {
		this.readScheduled = false;
		if (this.wire.isReset()) {
			return;
		}
		int max = (this.reading == Reading.SLOW) ? 1 + this.random.nextInt(30) : Integer.MAX_VALUE;
		byte[] bytes = this.wire.receive(max, this.scheduler.nanoTime());
		if (this.conversation.connection() != null) {
			this.conversation.output().receive(bytes);
		}
		if (this.wire.hasOutput()) {
			readSoon();
		}
		else if (this.wire.isOutputEnded()) {
			endOutput();
		}
	}

	/**
	 * Reads everything from now on.
	 */
	void readEverything() {
		this.reading = Reading.FAST;
		readSoon();
	}

	/**
	 * Returns whether the client waits for what the server sends.
	 */
	boolean isReading() {
		return !this.wire.isReset();
	}

	/**
	 * Returns whether the client sends nothing more.
	 */
	boolean hasEnded() {
		return this.closed;
	}

	/**
	 * Returns whether the client sends answers now.
	 */
	boolean isAnswering() {
		return this.device != null && !this.device.isSilent() && !this.closed;
	}

	/**
	 * Returns whether the client has always answered heartbeats as soon as possible.
	 */
	boolean answersHeartbeats() {
		return this.device != null && !this.device.isSilent() && this.fast && this.end == End.NONE;
	}

	private void trace(String what) {
		this.scheduler.trace(this.conversation + " " + what);
	}

	/**
	 * How a client reads.
	 */
	private enum Reading {

		FAST, SLOW, LATE

	}

	/**
	 * What a client does at the end.
	 */
	private enum End {

		NONE, HALF_CLOSE, RESET, EARLY_RESET

	}

}
