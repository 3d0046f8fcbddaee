package io.netpool.tcp.server.simulation;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a message has its handler do, and the replies that its client gets.
 */
enum Command {

	ECHO(12, 1),

	/** Replies with no bytes. */
	EMPTY(4, 1),

	NONE(3, 0),

	FAIL(2, 0),

	/** Takes a while. */
	SLOW(4, 1),

	LONG(3, 1),

	LATER(4, 1),

	LATER_FAIL(1, 0),

	/** A reply that never comes, until its timeout or the end of its connection. */
	NEVER(1, 0),

	/** Likewise, of several replies. */
	NEVER_SEVERAL(1, 0),

	LIST(3, 4),

	STREAM(1, 40),

	FLUX(2, 5),

	/** Replies from another thread, one by one. */
	TRICKLE(2, 3),

	/** Sends messages before the reply. */
	SEND(3, 1),

	/** Joins a group and sends to it. */
	GROUP(3, 1),

	IDENTIFY(1, 1),

	CLOSE(1, 1),

	CLOSE_LIST(1, 3),

	CLOSE_LATER(1, 1),

	ABORT(1, 0),

	/** Changes the framing. */
	CHANGE(6, 1),

	/** Changes the framing, and does not reply. */
	CHANGE_SILENTLY(2, 0),

	/** Changes the framing when an asynchronous reply has failed. */
	CHANGE_LATER(4, 1),

	// of devices

	/** Replies when its client has answered an exchange. */
	ASK(0, 1),

	/** Waits for the answer, where the thread may wait. */
	ASK_AND_WAIT(0, 1),

	/** Replies when its client has answered several exchanges. */
	ASK_SEVERAL(0, 1),

	/** Does not wait for the answer. */
	ASK_ONLY(0, 1),

	ASK_AND_CANCEL(0, 1),

	CLAIM(0, 1),

	/** Identifies its connection as a device, and does not claim that. */
	IDENTIFY_DEVICE(0, 1),

	/** Changes idle timeouts. */
	TIMEOUTS(0, 1);

	private static final Command[] OF_DEVICES = { ASK, ASK, ASK, ASK_AND_WAIT, ASK_AND_WAIT, ASK_SEVERAL, ASK_ONLY,
			ASK_AND_CANCEL, CLAIM, CLAIM, IDENTIFY_DEVICE, TIMEOUTS, TIMEOUTS };

	private static final int TOTAL = List.of(values()).stream().mapToInt((command) -> command.weight).sum();

	private final int weight;

	private final int replies;

	Command(int weight, int replies) {
		this.weight = weight;
		this.replies = replies;
	}

	static Command draw(Random random) {
		int left = random.nextInt(TOTAL);
		for (Command command : values()) {
			left -= command.weight;
			if (left < 0) {
				return command;
			}
		}
		throw new IllegalStateException();
	}

	static Command drawOfDevice(Random random) {
		Command command = random.nextBoolean() ? Plan.any(random, OF_DEVICES) : draw(random);
		// refused while an exchange is open
		return command.changesFraming() ? ECHO : command;
	}

	boolean changesFraming() {
		return this == CHANGE || this == CHANGE_SILENTLY || this == CHANGE_LATER;
	}

	/**
	 * Returns whether the connection is closed by the handler.
	 */
	boolean closes() {
		return this == CLOSE || this == CLOSE_LIST || this == CLOSE_LATER || this == ABORT;
	}

	/**
	 * Returns the replies to a message.
	 * @param number the number of the message
	 */
	List<String> replies(int number) {
		return switch (this) {
			case EMPTY -> List.of("");
			case LONG -> List.of("r" + number + "-" + "x".repeat(400));
			default -> IntStream.range(0, this.replies).mapToObj((index) -> "r" + number + "." + index).toList();
		};
	}

}
