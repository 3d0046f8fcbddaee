package io.netpool.tcp.server.exchange;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpExchangeException;
import io.netpool.tcp.TcpExchangeException.Reason;
import io.netpool.tcp.TcpPoolStatistics.ExchangeOutcome;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.server.outbound.OutboundQueue.Tracked;
import io.netpool.tcp.server.settings.ExchangeSettings;
import io.netpool.tcp.server.settings.LateAnswers;
import io.netpool.tcp.server.statistics.ExchangeTimes;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one connection. Any thread opens one; the event loop matches messages,
 * and is the only one that removes exchanges, each before its future is completed.
 * <p>
 * An exchange is open before its command is queued, so that no answer can come first. A
 * message can answer it from when the command is written: one that was received before,
 * in the clear before TLS for example, is no answer to it.
 */
public final class ConnectionExchanges {

	/**
	 * How long the late answer to an exchange is dropped.
	 */
	private static final long LATE_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final Exchange<?>[] NONE = {};

	private static final String NO_ANSWER = "No answer from ";

	private static final String COMMAND_NOT_SENT = ": the command was not sent";

	private final ExchangeOwner owner;

	private final EventExecutor loop;

	private final ExchangeSettings settings;

	private final ExchangeTimes times;

	/**
	 * The open exchanges in the order in which they were opened. Never modified, and
	 * replaced under the lock.
	 */
	private volatile Exchange<?>[] open = NONE;

	/**
	 * Why no further exchange is opened. Written under the lock.
	 */
	private volatile @Nullable CloseReason closed;

	/**
	 * Exchanges that have ended, and whose late answer is dropped. Confined to the event
	 * loop.
	 */
	private final Deque<Exchange<?>> late = new ArrayDeque<>(0);

	public ConnectionExchanges(ExchangeOwner owner, EventExecutor loop, ExchangeSettings settings,
			ExchangeTimes times) {
		this.owner = owner;
		this.loop = loop;
		this.settings = settings;
		this.times = times;
	}

	Duration timeout() {
		return this.settings.timeout();
	}

	/**
	 * Any thread: the number of open exchanges.
	 */
	public int count() {
		return this.open.length;
	}

	/**
	 * Event loop: whether a message may be an answer, also a late one that is dropped.
	 */
	public boolean isAnyExpected() {
		return this.open.length > 0 || !this.late.isEmpty();
	}

	/**
	 * Returns a predicate for the answer to a command, by the pool's correlation.
	 */
	Predicate<Object> correlated(Object command) {
		TcpCorrelation correlation = correlation();
		Object key = correlation.commandKey(command);
		if (key == null) {
			throw new IllegalArgumentException(
					"The TcpCorrelation has no key for a command of type " + command.getClass().getName());
		}
		return (answer) -> key.equals(correlation.answerKey(answer));
	}

	private TcpCorrelation correlation() {
		TcpCorrelation correlation = this.settings.correlation().get();
		if (correlation == null) {
			throw new IllegalStateException("No TcpCorrelation for " + this.owner.label()
					+ ". Define a bean of this type, set 'exchange.correlation' if there are several,"
					+ " or pass a predicate");
		}
		return correlation;
	}

	/**
	 * Any thread: sends a command and expects its answer.
	 */
	<T> CompletionStage<T> open(Object command, Class<T> type, Predicate<? super T> isAnswer, Duration timeout) {
		return open(command, type, isAnswer, timeout, timeout);
	}

	/**
	 * Any thread: sends the command of another instance and expects its answer, without
	 * waiting for room.
	 * @param command text or bytes
	 * @param key the name of the key of the answer
	 * @param keyName gives the name of a key
	 * @return completes with the payload of the answer
	 */
	public CompletionStage<byte[]> open(Object command, String key, Function<Object, String> keyName,
			Duration timeout) {
		TcpCorrelation correlation = correlation();
		Class<?> type = correlation.answerType();
		if (type == null) {
			throw new IllegalStateException(
					"The TcpCorrelation for " + this.owner.label() + " does not tell the type of the answers");
		}
		Function<byte[], ?> reader = this.owner.reader(type);
		return open(command, byte[].class, (answer) -> {
			Object present = correlation.answerKey(reader.apply(answer));
			return present != null && key.equals(keyName.apply(present));
		}, timeout, Duration.ZERO);
	}

	private <T> CompletionStage<T> open(Object command, Class<T> type, Predicate<? super T> isAnswer, Duration timeout,
			Duration maxWait) {
		Objects.requireNonNull(isAnswer, "isAnswer must not be null");
		if (timeout.isZero() || timeout.isNegative()) {
			throw new IllegalArgumentException("timeout is " + timeout + ", and must be positive");
		}
		Exchange<T> exchange = new Exchange<>(this, this.owner.encode(command),
				new ExpectedAnswer<>(type, this.owner.reader(type), isAnswer));
		TcpExchangeException refused = add(exchange, timeout);
		if (refused != null) {
			this.times.add(outcome(refused.reason()), exchange.nanos());
			exchange.fail(refused);
			return exchange.future();
		}
		// however it ends: it may be cancelled
		exchange.future().whenComplete((answer, failure) -> onLoop(() -> end(exchange, ExchangeOutcome.CANCELLED)));
		this.owner.send(exchange.command(), TimeUnit.NANOSECONDS.convert(maxWait));
		if (exchange.future().isDone()) {
			// while it was queued
			this.owner.withdraw(exchange.command());
		}
		return exchange.future();
	}

	private synchronized @Nullable TcpExchangeException add(Exchange<?> exchange, Duration timeout) {
		CloseReason reason = this.closed;
		if (reason == null && !this.owner.isOpen()) {
			reason = Objects.requireNonNullElse(this.owner.closeReason(), CloseReason.APPLICATION);
		}
		if (reason != null) {
			return notSent(reason);
		}
		int count = this.open.length;
		if (count >= this.settings.maxOpen()) {
			return failure(Reason.TOO_MANY, ": " + count + " exchanges are open, the maximum of 'exchange.max-open'",
					null);
		}
		try {
			// before the exchange is open, so that whatever ends it stops its timer
			exchange.timer(this.loop.schedule(() -> timedOut(exchange, timeout), TimeUnit.NANOSECONDS.convert(timeout),
					TimeUnit.NANOSECONDS));
		}
		catch (RejectedExecutionException ex) {
			return notSent(CloseReason.SHUTDOWN);
		}
		Exchange<?>[] more = Arrays.copyOf(this.open, count + 1);
		more[count] = exchange;
		this.open = more;
		return null;
	}

	/**
	 * Event loop: commands among these items are being written. Removes those whose
	 * exchange has ended: it may have done so before its command was queued.
	 * @param items items that were taken from the outbound queue
	 * @param count their number
	 * @return the number of items that are left
	 */
	public int commandsSent(@Nullable Object[] items, int count) {
		int left = 0;
		for (int i = 0; i < count; i++) {
			Object item = items[i];
			if (item instanceof Tracked message && message.result() instanceof Exchange<?> exchange) {
				if (exchange.hasEnded()) {
					this.owner.discarded(message);
					continue;
				}
				exchange.commandSent();
			}
			items[left++] = item;
		}
		Arrays.fill(items, left, count, null);
		return left;
	}

	/**
	 * Event loop: completes the exchange that a message answers. Messages before it must
	 * have been published.
	 * @param payload the payload of its frame
	 * @param parsed the message that the framing has parsed, {@code null} if it parses
	 * none
	 * @return whether the message is an answer, also a late one that is dropped
	 */
	public boolean answer(byte[] payload, @Nullable Object parsed) {
		ReceivedMessage message = new ReceivedMessage(payload, parsed);
		for (Exchange<?> exchange : this.open) {
			if (exchange.isSent() && !exchange.future().isDone()) {
				Runnable completion = answer(exchange, message);
				if (completion != null) {
					end(exchange, ExchangeOutcome.ANSWERED);
					completion.run();
					return true;
				}
			}
		}
		for (Exchange<?> exchange : this.late.toArray(NONE)) {
			if (answer(exchange, message) != null) {
				forget(exchange);
				this.times.late();
				return true;
			}
		}
		return false;
	}

	private @Nullable Runnable answer(Exchange<?> exchange, ReceivedMessage message) {
		try {
			return exchange.answeredBy(message);
		}
		catch (Throwable ex) {
			this.owner.answerFailed(ex);
			return null;
		}
	}

	private void timedOut(Exchange<?> exchange, Duration timeout) {
		if (exchange.isSent()) {
			if (end(exchange, ExchangeOutcome.TIMEOUT)) {
				exchange.fail(failure(Reason.TIMEOUT, " within " + timeout, null));
			}
		}
		else {
			notSent(exchange, new TcpSendException("The client has not read what was sent before, within " + timeout));
		}
	}

	/**
	 * Any thread: the command of an exchange was not sent.
	 */
	void notSent(Exchange<?> exchange, TcpSendException why) {
		onLoop(() -> {
			if (end(exchange, ExchangeOutcome.NOT_SENT)) {
				exchange.fail(failure(Reason.NOT_SENT, COMMAND_NOT_SENT, why));
			}
		});
	}

	/**
	 * Event loop: the connection was closed while the command of an exchange was being
	 * written.
	 */
	void interrupted(Exchange<?> exchange) {
		if (end(exchange, ExchangeOutcome.CLOSED)) {
			exchange.fail(closed(Objects.requireNonNullElse(this.owner.closeReason(), CloseReason.NETWORK_ERROR)));
		}
	}

	/**
	 * Event loop: no further message is received, so that every exchange fails.
	 */
	public void close(CloseReason reason) {
		synchronized (this) {
			if (this.closed != null) {
				return;
			}
			this.closed = reason;
		}
		for (Exchange<?> exchange : this.open) {
			if (end(exchange, exchange.isSent() ? ExchangeOutcome.CLOSED : ExchangeOutcome.NOT_SENT)) {
				exchange.fail(exchange.isSent() ? closed(reason) : notSent(reason));
			}
		}
		this.late.forEach(Exchange::stopTimer);
		this.late.clear();
	}

	/**
	 * Event loop, or any thread once that has ended: removes an exchange.
	 * @return whether it was open
	 */
	private boolean end(Exchange<?> exchange, ExchangeOutcome outcome) {
		if (!remove(exchange)) {
			return false;
		}
		exchange.ended();
		this.times.add(outcome, exchange.nanos());
		if (!exchange.isSent()) {
			this.owner.withdraw(exchange.command());
		}
		boolean mayBeLate = outcome == ExchangeOutcome.TIMEOUT || outcome == ExchangeOutcome.CANCELLED;
		if (mayBeLate && exchange.isSent() && this.closed == null && this.settings.lateAnswers() == LateAnswers.DROP) {
			remember(exchange);
		}
		return true;
	}

	private synchronized boolean remove(Exchange<?> exchange) {
		Exchange<?>[] all = this.open;
		int index = Arrays.asList(all).indexOf(exchange);
		if (index < 0) {
			return false;
		}
		if (all.length == 1) {
			this.open = NONE;
			return true;
		}
		Exchange<?>[] rest = Arrays.copyOf(all, all.length - 1);
		System.arraycopy(all, index + 1, rest, index, rest.length - index);
		this.open = rest;
		return true;
	}

	private void remember(Exchange<?> exchange) {
		if (this.late.size() >= this.settings.maxOpen()) {
			this.late.remove().stopTimer();
		}
		this.late.add(exchange);
		exchange.timer(this.loop.schedule(() -> forget(exchange), LATE_NANOS, TimeUnit.NANOSECONDS));
	}

	private void forget(Exchange<?> exchange) {
		exchange.stopTimer();
		this.late.remove(exchange);
	}

	private void onLoop(Runnable task) {
		if (this.loop.inEventLoop()) {
			task.run();
			return;
		}
		try {
			this.loop.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// the pool has stopped: nobody else is here
			task.run();
		}
	}

	private TcpExchangeException closed(CloseReason reason) {
		return new TcpExchangeException(Reason.CLOSED, reason,
				NO_ANSWER + this.owner.label() + ": the connection is closed, " + reason, null);
	}

	private TcpExchangeException notSent(CloseReason reason) {
		return new TcpExchangeException(Reason.NOT_SENT, reason, NO_ANSWER + this.owner.label() + COMMAND_NOT_SENT,
				new TcpSendException("The connection is closed, " + reason));
	}

	private TcpExchangeException failure(Reason reason, String why, @Nullable Throwable cause) {
		return new TcpExchangeException(reason, this.owner.closeReason(), NO_ANSWER + this.owner.label() + why, cause);
	}

	private static ExchangeOutcome outcome(Reason refusal) {
		return (refusal == Reason.TOO_MANY) ? ExchangeOutcome.TOO_MANY : ExchangeOutcome.NOT_SENT;
	}

}
