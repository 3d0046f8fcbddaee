package io.netpool.tcp.server.statistics;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.lane.HandlerTimes;

/**
 * Counters of a pool for events that are rare enough for any thread to count. Messages
 * and bytes are counted by {@link IoCounters}.
 */
public final class PoolCounters {

	private final EnumAdders<Event> events = new EnumAdders<>(Event.class);

	private final EnumAdders<CloseReason> closed = new EnumAdders<>(CloseReason.class);

	private final HandlerTimes handlerTimes = new HandlerTimes();

	private final TlsHandshakeTimes handshakeTimes = new TlsHandshakeTimes();

	private final ExchangeTimes exchangeTimes = new ExchangeTimes();

	/**
	 * An event that is counted.
	 */
	public enum Event {

		CONNECTION_ACCEPTED, CONNECTION_FORCIBLY_CLOSED, ACCEPTS_PAUSED, MESSAGE_FAILED, HANDLER_BLOCKED,
		IO_THREAD_BLOCKED

	}

	public LongAdder of(Event event) {
		return this.events.of(event);
	}

	/**
	 * Connections that were closed or refused for a reason.
	 */
	public LongAdder closed(CloseReason reason) {
		return this.closed.of(reason);
	}

	/**
	 * Connections that were closed or refused, for each of the reasons that match.
	 */
	Map<CloseReason, Long> closed(Predicate<CloseReason> reasons) {
		return this.closed.sums(reasons);
	}

	/**
	 * Connections that were refused for any reason.
	 */
	public long refused() {
		return closed(CloseReason::isRefusal).values().stream().mapToLong(Long::longValue).sum();
	}

	public HandlerTimes handlerTimes() {
		return this.handlerTimes;
	}

	public TlsHandshakeTimes handshakeTimes() {
		return this.handshakeTimes;
	}

	public ExchangeTimes exchangeTimes() {
		return this.exchangeTimes;
	}

}
