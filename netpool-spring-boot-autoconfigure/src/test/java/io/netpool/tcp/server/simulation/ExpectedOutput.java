package io.netpool.tcp.server.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Compares what a client receives with what it has to: each reply once, in order and in
 * the right framing; messages of one sender in their order; nothing else.
 */
final class ExpectedOutput {

	private final Consumer<String> violation;

	private final List<Reply> replies = new ArrayList<>();

	private final StringBuilder partial = new StringBuilder();

	private final Map<String, Integer> lastOfSender = new HashMap<>();

	private final Set<String> pushes = new HashSet<>();

	private Consumer<String> commands;

	private Runnable messageListener = () -> {
	};

	private int received;

	/**
	 * Number of replies that are expected before those to the message handled last.
	 */
	private int repliesBefore;

	/**
	 * Whether frames end with the second terminator by now.
	 */
	private boolean changed;

	ExpectedOutput(Consumer<String> violation) {
		this.violation = violation;
		this.commands = (text) -> violation.accept("has received '" + text + "', and is no device");
	}

	/**
	 * Expects replies.
	 * @param texts the replies
	 * @param changesFraming whether the framing changes after the last one
	 */
	void expect(List<String> texts, boolean changesFraming) {
		this.repliesBefore = this.replies.size();
		for (int i = 0; i < texts.size(); i++) {
			this.replies.add(new Reply(texts.get(i), changesFraming && i == texts.size() - 1));
		}
		if (texts.isEmpty() && changesFraming) {
			this.replies.add(new Reply(null, true));
		}
	}

	/**
	 * Has something called for each command of an exchange and each heartbeat.
	 */
	void onCommand(Consumer<String> listener) {
		this.commands = listener;
	}

	/**
	 * Has something called for each message that is no heartbeat.
	 */
	void onMessage(Runnable listener) {
		this.messageListener = listener;
	}

	void receive(byte[] bytes) {
		for (char next : new String(bytes, StandardCharsets.US_ASCII).toCharArray()) {
			if (next == '\n' || next == ';') {
				frame(this.partial.toString(), next);
				this.partial.setLength(0);
			}
			else {
				this.partial.append(next);
			}
		}
	}

	private void frame(String text, char terminator) {
		if (text.startsWith("b")) {
			push(text, terminator);
			this.commands.accept(text);
			return;
		}
		this.messageListener.run();
		if (text.startsWith("q")) {
			push(text, terminator);
			this.commands.accept(text);
			return;
		}
		if (text.startsWith("p") || text.startsWith("x")) {
			push(text, terminator);
			return;
		}
		skipSilentChanges();
		if (this.received == this.replies.size() || !text.equals(this.replies.get(this.received).text())) {
			this.violation.accept("has received '" + text + "', but the next reply is " + next());
			return;
		}
		checkTerminator(text, terminator);
		this.changed ^= this.replies.get(this.received++).changesFraming();
	}

	private void push(String text, char terminator) {
		if (isSilentChange() && terminator != terminator()) {
			skipSilentChange();
		}
		checkTerminator(text, terminator);
		this.pushes.add(text);
		int dot = text.indexOf('.');
		if (dot > 0) {
			int number = Integer.parseInt(text.substring(dot + 1));
			Integer before = this.lastOfSender.put(text.substring(0, dot), number);
			if (before != null && before >= number) {
				this.violation.accept("has received '" + text + "' after number " + before + " of the same sender");
			}
		}
	}

	private boolean isSilentChange() {
		return this.received < this.replies.size() && this.replies.get(this.received).text() == null;
	}

	/**
	 * A change of the framing without a reply may come before or after what others send.
	 */
	private void skipSilentChanges() {
		while (isSilentChange()) {
			skipSilentChange();
		}
	}

	private void skipSilentChange() {
		this.received++;
		this.changed ^= true;
	}

	private void checkTerminator(String text, char terminator) {
		if (terminator != terminator()) {
			this.violation.accept("has received '" + text + "' in the framing "
					+ ((terminator == '\n') ? "that begins with" : "that is changed to") + "; the next reply is "
					+ next());
		}
	}

	private char terminator() {
		return this.changed ? ';' : '\n';
	}

	private String next() {
		return (this.received < this.replies.size()) ? "'" + this.replies.get(this.received).text() + "'" : "not due";
	}

	boolean hasReceived(String push) {
		return this.pushes.contains(push);
	}

	/**
	 * Returns the reply that has not been received, {@code null} if all have been.
	 */
	@Nullable String missing() {
		skipSilentChanges();
		return (this.received < this.replies.size()) ? next() : null;
	}

	/**
	 * Returns the reply to a message before the last one that has not been received,
	 * {@code null} if all have been.
	 */
	@Nullable String missingBefore() {
		String missing = missing();
		return (this.received < this.repliesBefore) ? missing : null;
	}

	/**
	 * One reply.
	 *
	 * @param text the text, {@code null} for none
	 * @param changesFraming whether the framing changes after it
	 */
	private record Reply(@Nullable String text, boolean changesFraming) {

	}

}
