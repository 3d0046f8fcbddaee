package io.netpool.tcp.server.statistics;

import java.util.List;
import java.util.function.Predicate;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TcpPoolStatistics.ActiveTlsHandshakes;
import io.netpool.tcp.TcpPoolStatistics.Blocked;
import io.netpool.tcp.TcpPoolStatistics.Bytes;
import io.netpool.tcp.TcpPoolStatistics.Connections;
import io.netpool.tcp.TcpPoolStatistics.Handler;
import io.netpool.tcp.TcpPoolStatistics.Messages;
import io.netpool.tcp.TcpPoolStatistics.Paused;
import io.netpool.tcp.TcpPoolStatistics.TlsReloads;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import io.netpool.tcp.server.statistics.IoCounters.Count;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a pool's counters.
 *
 * @param counters the pool's own counters
 * @param ioCounters the counters of its I/O threads
 * @param reloads the counter of certificate reloads, {@code null} without TLS
 */
public record PoolStatistics(PoolCounters counters, List<IoCounters> ioCounters, @Nullable TlsReloadCounter reloads) {

	/**
	 * Take a snapshot.
	 * @param active the number of open connections, read before the totals: what a closed
	 * connection has counted is then in the snapshot
	 * @param queuedMessages the number of messages in the queues of connections
	 * @param pendingBytes the number of bytes that wait for clients to read
	 * @param openExchanges the number of exchanges that wait for their answer
	 * @param handshakes the TLS handshakes in progress
	 */
	public TcpPoolStatistics snapshot(int active, long queuedMessages, long pendingBytes, long openExchanges,
			ActiveTlsHandshakes handshakes) {
		return new TcpPoolStatistics(connections(active), messages(queuedMessages), bytes(pendingBytes), handler(),
				new Paused(sum(Count.PAUSED_READS), get(Event.ACCEPTS_PAUSED)),
				new Blocked(get(Event.HANDLER_BLOCKED), get(Event.IO_THREAD_BLOCKED)), handshakes,
				this.counters.handshakeTimes().totals(), tlsReloads(),
				this.counters.exchangeTimes().totals(openExchanges));
	}

	private Connections connections(int active) {
		return new Connections(active, get(Event.CONNECTION_ACCEPTED), this.counters.closed(CloseReason::isRefusal),
				this.counters.closed(Predicate.not(CloseReason::isRefusal)), get(Event.CONNECTION_FORCIBLY_CLOSED));
	}

	private Messages messages(long queued) {
		return new Messages(sum(Count.RECEIVED_MESSAGES), sum(Count.SENT_MESSAGES),
				this.counters.handlerTimes().messages(), get(Event.MESSAGE_FAILED), queued, sum(Count.DROPPED_FRAMES));
	}

	private Bytes bytes(long pending) {
		return new Bytes(sum(Count.RECEIVED_BYTES), sum(Count.SENT_BYTES), pending);
	}

	private Handler handler() {
		return new Handler(this.counters.handlerTimes().time(), this.counters.handlerTimes().failedTime());
	}

	private TlsReloads tlsReloads() {
		return (this.reloads != null) ? new TlsReloads(this.reloads.count(true), this.reloads.count(false))
				: new TlsReloads(0, 0);
	}

	private long get(Event event) {
		return this.counters.of(event).sum();
	}

	private long sum(Count count) {
		return this.ioCounters.stream().mapToLong((counters) -> counters.get(count)).sum();
	}

}
