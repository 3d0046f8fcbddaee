package io.netpool.tcp.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.lane.HandlerTimes;

/**
 * Counters of a pool for events that are rare enough for any thread to count.
 */
final class PoolCounters {

	private final LongAdder accepted = new LongAdder();

	private final LongAdder failedMessages = new LongAdder();

	private final HandlerTimes handlerTimes = new HandlerTimes();

	private final TlsHandshakeTimes handshakeTimes = new TlsHandshakeTimes();

	private final LongAdder pausedAccepts = new LongAdder();

	private final LongAdder cut = new LongAdder();

	private final LongAdder heldHandlers = new LongAdder();

	private final LongAdder blockedIoThreads = new LongAdder();

	private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);

	PoolCounters() {
		for (CloseReason reason : CloseReason.values()) {
			this.closed.put(reason, new LongAdder());
		}
	}

	LongAdder accepted() {
		return this.accepted;
	}

	/**
	 * Connections that got no acceptor.
	 */
	long refused() {
		long sum = 0;
		for (Map.Entry<CloseReason, LongAdder> entry : this.closed.entrySet()) {
			sum += entry.getKey().isRefusal() ? entry.getValue().sum() : 0;
		}
		return sum;
	}

	LongAdder pausedAccepts() {
		return this.pausedAccepts;
	}

	LongAdder cut() {
		return this.cut;
	}

	LongAdder heldHandlers() {
		return this.heldHandlers;
	}

	LongAdder blockedIoThreads() {
		return this.blockedIoThreads;
	}

	LongAdder failedMessages() {
		return this.failedMessages;
	}

	HandlerTimes handlerTimes() {
		return this.handlerTimes;
	}

	TlsHandshakeTimes handshakeTimes() {
		return this.handshakeTimes;
	}

	/**
	 * Connections that ended for a reason, or were refused for it.
	 */
	LongAdder closed(CloseReason reason) {
		LongAdder adder = this.closed.get(reason);
		if (adder == null) {
			throw new IllegalArgumentException("Unknown reason " + reason);
		}
		return adder;
	}

}
