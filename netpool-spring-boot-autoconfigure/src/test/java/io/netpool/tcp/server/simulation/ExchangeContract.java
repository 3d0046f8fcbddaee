package io.netpool.tcp.server.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.server.EngineView;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.LateAnswers;

/**
 * What netpool promises for the exchanges of one connection: each ends once, with an
 * answer of its own or with the reason why there is none. An answer is passed to no
 * handler, every other message is.
 */
final class ExchangeContract {

	private static final int MAX_COMMAND_LENGTH = 120;

	/**
	 * Time within which an answer that was sent is received.
	 */
	private static final int ANSWER_NANOS = 100_000_000;

	private final Simulation simulation;

	private final Conversation conversation;

	private final List<OpenedExchange> exchanges = new ArrayList<>();

	/**
	 * Which exchange a message has answered, by the number of the message.
	 */
	private final Map<Integer, OpenedExchange> answers = new HashMap<>();

	/**
	 * The messages that could have been answers, and were handled.
	 */
	private final Set<Message> handled = new HashSet<>();

	/**
	 * The messages that were not handled before one that came after them was.
	 */
	private final List<Message> skipped = new ArrayList<>();

	ExchangeContract(Simulation simulation, Conversation conversation) {
		this.simulation = simulation;
		this.conversation = conversation;
	}

	/**
	 * Opens an exchange.
	 */
	OpenedExchange open(TcpConnection connection) {
		Scheduler scheduler = Scheduler.current();
		ExchangeSettings settings = devices().exchanges();
		Duration timeout = (scheduler.random().nextInt(3) == 0) ? Duration.ofMillis(1 + scheduler.random().nextInt(500))
				: settings.timeout();
		OpenedExchange exchange = new OpenedExchange(this.exchanges.size(), timeout.toNanos(), mayBeOpen());
		int padding = (scheduler.random().nextInt(4) == 0) ? scheduler.random().nextInt(MAX_COMMAND_LENGTH) : 0;
		String command = "q" + exchange.number() + " " + "z".repeat(padding);
		this.exchanges.add(exchange);
		trace("opens " + exchange + " with");
		CompletableFuture<String> result = send(connection, command, exchange.number(), timeout).toCompletableFuture();
		exchange.returned(result);
		scheduler.quietly(() -> result.whenComplete((answer, failure) -> settle()));
		int open = scheduler.quietly(() -> EngineView.openExchanges(connection));
		if (open > settings.maxOpen()) {
			violation(open + " exchanges are open with " + this.conversation);
		}
		return exchange;
	}

	private CompletionStage<String> send(TcpConnection connection, String command, int number, Duration timeout) {
		boolean isDefault = timeout.equals(devices().exchanges().timeout());
		if (devices().correlates()) {
			return isDefault ? connection.exchange(command, String.class)
					: connection.exchange(command, String.class, timeout);
		}
		return isDefault ? connection.exchange(command, String.class, (answer) -> isAnswer(answer, number))
				: connection.exchange(command, String.class, (answer) -> isAnswer(answer, number), timeout);
	}

	private static boolean isAnswer(String text, int number) {
		return text.startsWith("a") && DevicePlan.exchangeOf(text) == number;
	}

	private DevicePlan devices() {
		return Objects.requireNonNull(this.simulation.plan().devices());
	}

	/**
	 * Looks at exchanges that have just ended.
	 */
	private void settle() {
		for (OpenedExchange exchange : List.copyOf(this.exchanges)) {
			CompletableFuture<String> result = exchange.result();
			if (result != null && exchange.isUnsettled()) {
				settle(exchange, result);
			}
		}
	}

	private void settle(OpenedExchange exchange, CompletableFuture<String> result) {
		try {
			exchange.settled(null);
			answered(exchange, result.getNow(""));
		}
		catch (CancellationException ex) {
			if (!exchange.isCancelled()) {
				violation(exchange + " with " + this.conversation + " is cancelled, which nobody has done");
			}
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof TcpExchangeException failure) {
				exchange.settled(failure);
				failed(exchange, failure);
			}
			else {
				violation(exchange + " with " + this.conversation + " has failed: " + ex.getCause());
			}
		}
	}

	private void answered(OpenedExchange exchange, String text) {
		trace(exchange + " is answered with '" + text + "' by");
		Message answer = this.conversation.messages()
			.stream()
			.filter((message) -> message.text().equals(text) && this.conversation.hasReceived(message))
			.findFirst()
			.orElse(null);
		Message.Answer claim = (answer != null) ? answer.answer() : null;
		if (answer == null || claim == null || claim.exchange() != exchange.number()) {
			violation(exchange + " is answered with '" + text + "', which " + this.conversation
					+ " has not sent as its answer");
			return;
		}
		if (!exchange.isCommandReceived() && !claim.guessed()) {
			violation(exchange + " is answered, and " + this.conversation + " has not received its command");
		}
		if (this.handled.contains(answer)) {
			violation("'" + text + "' was handled, and is the answer to " + exchange);
		}
		if (this.answers.put(answer.number(), exchange) != null) {
			violation("'" + text + "' has answered two exchanges");
		}
	}

	private void failed(OpenedExchange exchange, TcpExchangeException failure) {
		trace(exchange + " fails: " + failure.reason() + ", " + failure.closeReason() + ", with");
		switch (failure.reason()) {
			case TIMEOUT ->
				// an I/O thread that was late for the timeout was late for the answer,
				// too
				check(exchange.isTimeUp()
						&& (!exchange.isAnswered(ANSWER_NANOS + exchange.nanosAfterTimeout()) || mayReadLate()),
						exchange, failure);
			case TOO_MANY ->
				check(mayHaveBeenOpen(exchange) >= devices().exchanges().maxOpen() && !exchange.isCommandReceived(),
						exchange, failure);
			case NOT_SENT -> check(!exchange.isCommandReceived(), exchange, failure);
			case CLOSED ->
				check(EngineView.isEnding(Objects.requireNonNull(this.conversation.connection())), exchange, failure);
			default -> check(false, exchange, failure);
		}
	}

	/**
	 * Returns how many others may have been open when an exchange was opened.
	 */
	private long mayHaveBeenOpen(OpenedExchange exchange) {
		return exchange.openBefore() + this.exchanges.size() - 1 - exchange.number();
	}

	/**
	 * Returns how many exchanges may be open: cancelled ones may still be, for a moment.
	 */
	private long mayBeOpen() {
		return this.exchanges.stream().filter((exchange) -> !exchange.isDone() || exchange.isCancelled()).count();
	}

	/**
	 * Returns whether reading may be paused for that long, or take as long.
	 */
	private boolean mayReadLate() {
		return this.simulation.plan().messagesPerSecond() > 0 || Scheduler.current().isSlow();
	}

	private void check(boolean condition, OpenedExchange exchange, TcpExchangeException failure) {
		if (!condition) {
			violation(exchange + " with " + this.conversation + " has failed, and must not: " + failure.reason() + ", "
					+ failure.getMessage());
		}
	}

	/**
	 * Called when the client gets a command.
	 */
	void commandReceived(int number) {
		trace("gets the command of exchange " + number + ":");
		settle();
		OpenedExchange exchange = this.exchanges.get(number);
		if (!exchange.commandReceived()) {
			violation(this.conversation + " has received the command of " + exchange + " twice");
		}
		if (exchange.hasFailed(Reason.NOT_SENT) || exchange.hasFailed(Reason.TOO_MANY)) {
			violation(
					this.conversation + " has received the command of " + exchange + ", which was told not to be sent");
		}
	}

	/**
	 * Called when the client has sent a message whole.
	 */
	void sent(Message message) {
		if (message.answer() != null && !message.answer().guessed()) {
			this.exchanges.get(message.answer().exchange()).answerSent();
		}
	}

	/**
	 * Called when a message is handled.
	 */
	void handled(Message message) {
		Message.Answer answer = message.answer();
		if (answer == null) {
			return;
		}
		settle();
		this.handled.add(message);
		if (this.answers.containsKey(message.number())) {
			violation("'" + message.text() + "' has answered an exchange, and is handled");
		}
		if (answer.guessed()) {
			return;
		}
		OpenedExchange exchange = this.exchanges.get(answer.exchange());
		if (exchange.result() != null && !exchange.isDone()) {
			violation("'" + message.text() + "' is handled, and does not answer " + exchange);
		}
		if (isDroppedWhenLate(exchange)) {
			violation("The late answer '" + message.text() + "' is handled, and was to be dropped");
		}
	}

	/**
	 * Returns whether the late answer must be dropped. It need not be if there are more
	 * such exchanges than those that are remembered.
	 */
	private boolean isDroppedWhenLate(OpenedExchange exchange) {
		return drops() && exchange.hasFailed(Reason.TIMEOUT) && !exchange.hasDropped()
				&& this.exchanges.stream()
					.filter((other) -> other.isCancelled() || other.hasFailed(Reason.TIMEOUT))
					.count() <= devices().exchanges().maxOpen();
	}

	private boolean drops() {
		return devices().exchanges().lateAnswers() == LateAnswers.DROP;
	}

	/**
	 * Called when the next message that is handled is not the next one: that may be an
	 * answer.
	 * @return whether it is one, or may turn out to be one
	 */
	boolean skips(Message message) {
		if (message.answer() == null) {
			return false;
		}
		settle();
		this.skipped.add(message);
		int number = message.answer().exchange();
		return isAccountedFor(message)
				|| (number < this.exchanges.size() && this.exchanges.get(number).result() == null);
	}

	/**
	 * Returns whether a message need not be handled.
	 */
	boolean isAccountedFor(Message message) {
		if (message.answer() == null || this.answers.containsKey(message.number())) {
			return message.answer() != null;
		}
		int number = message.answer().exchange();
		if (number >= this.exchanges.size()) {
			return false;
		}
		OpenedExchange exchange = this.exchanges.get(number);
		// one that is cancelled while it is answered has no answer, and nor has anybody
		boolean isDropped = (exchange.isCancelled() || (drops() && exchange.hasFailed(Reason.TIMEOUT)))
				&& exchange.mayHaveDropped(message);
		if (isDropped) {
			exchange.dropped(message);
		}
		return isDropped;
	}

	/**
	 * Checks exchanges whose time is up for long.
	 */
	void checkAtRest() {
		settle();
		for (Message message : this.skipped) {
			if (!isAccountedFor(message)) {
				violation("'" + message.text() + "' was neither handled nor an answer");
			}
		}
		for (OpenedExchange exchange : this.exchanges) {
			if (!exchange.isDone()) {
				violation(exchange + " with " + this.conversation + " has not ended");
			}
		}
		TcpConnection connection = this.conversation.connection();
		if (connection != null && EngineView.openExchanges(connection) != 0) {
			violation(this.conversation + " has " + EngineView.openExchanges(connection) + " open exchanges");
		}
	}

	/**
	 * Checks exchanges of a connection that has ended.
	 */
	void checkEnded(CloseReason reason) {
		checkAtRest();
		for (OpenedExchange exchange : this.exchanges) {
			TcpExchangeException failure = exchange.failure();
			if (failure != null && failure.closeReason() != null && failure.closeReason() != reason
					&& !mayHaveEndedWith(failure.closeReason())) {
				violation(exchange + " with " + this.conversation + " has failed with " + failure.reason() + ", "
						+ failure.closeReason() + ", and the connection was closed with " + reason);
			}
		}
	}

	/**
	 * A connection that is half-closed, or closed by its handler after the reply, may be
	 * closed for another reason before.
	 */
	private boolean mayHaveEndedWith(CloseReason reason) {
		boolean halfClosed = this.simulation.plan().halfClose()
				&& (reason == CloseReason.CLIENT || reason == CloseReason.INCOMPLETE_FRAME);
		return halfClosed || (reason == CloseReason.APPLICATION && this.conversation.isClosedByHandler());
	}

	/**
	 * Returns how many exchanges have ended.
	 */
	int ended() {
		return (int) this.exchanges.stream().filter(OpenedExchange::isDone).count();
	}

	int opened() {
		return this.exchanges.size();
	}

	/**
	 * Returns how many exchanges have ended with an outcome.
	 */
	long ended(ExchangeOutcome outcome) {
		return this.exchanges.stream().filter((exchange) -> outcome(exchange) == outcome).count();
	}

	private static ExchangeOutcome outcome(OpenedExchange exchange) {
		TcpExchangeException failure = exchange.failure();
		if (failure != null) {
			return ExchangeOutcome.valueOf(failure.reason().name());
		}
		return exchange.isCancelled() ? ExchangeOutcome.CANCELLED : ExchangeOutcome.ANSWERED;
	}

	private void trace(String what) {
		this.simulation.trace(what + " " + this.conversation);
	}

	private void violation(String what) {
		this.simulation.violation(what);
	}

}
