package io.netpool.tcp.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.TlsOutcome;
import io.netpool.tcp.server.IoCounters.Count;
import io.netpool.tcp.server.settings.TlsReloadCounter;
import org.jspecify.annotations.Nullable;

/**
 * Sums the counters of a pool and its event loops.
 *
 * @param active how many connections have an acceptor
 * @param counters the pool's
 * @param ioCounters one for each I/O thread
 * @param reloads those of its certificate, {@code null} where it has none
 * @param connections those that are there
 */
record PoolStatistics(IntSupplier active, PoolCounters counters, List<IoCounters> ioCounters,
		@Nullable TlsReloadCounter reloads,
		Supplier<Collection<ServedConnection>> connections) implements TcpPoolStatistics {

	@Override
	public int activeConnections() {
		return this.active.getAsInt();
	}

	@Override
	public long acceptedConnections() {
		return this.counters.accepted().sum();
	}

	@Override
	public long refusedConnections() {
		return this.counters.refused();
	}

	@Override
	public long closedConnections(CloseReason reason) {
		return this.counters.closed(reason).sum();
	}

	@Override
	public long cutConnections() {
		return this.counters.cut().sum();
	}

	@Override
	public long pausedAccepts() {
		return this.counters.pausedAccepts().sum();
	}

	@Override
	public long receivedMessages() {
		return sum(Count.RECEIVED_MESSAGES);
	}

	@Override
	public long sentMessages() {
		return sum(Count.SENT_MESSAGES);
	}

	@Override
	public long receivedBytes() {
		return sum(Count.RECEIVED_BYTES);
	}

	@Override
	public long sentBytes() {
		return sum(Count.SENT_BYTES);
	}

	@Override
	public long handledMessages() {
		return this.counters.handlerTimes().messages();
	}

	@Override
	public Duration handlerTime() {
		return this.counters.handlerTimes().time();
	}

	@Override
	public Duration failedHandlerTime() {
		return this.counters.handlerTimes().failedTime();
	}

	@Override
	public long heldHandlers() {
		return this.counters.heldHandlers().sum();
	}

	@Override
	public long blockedIoThreads() {
		return this.counters.blockedIoThreads().sum();
	}

	@Override
	public long handshakes(TlsOutcome outcome) {
		return this.counters.handshakeTimes().count(outcome);
	}

	@Override
	public Duration handshakeTime(TlsOutcome outcome) {
		return this.counters.handshakeTimes().time(outcome);
	}

	@Override
	public long tlsReloads(boolean success) {
		return (this.reloads != null) ? this.reloads.count(success) : 0;
	}

	@Override
	public long pendingMessages() {
		return this.connections.get().stream().mapToLong((connection) -> connection.lane().size()).sum();
	}

	@Override
	public long pendingBytes() {
		return this.connections.get().stream().mapToLong((connection) -> connection.outbound().pending()).sum();
	}

	@Override
	public long failedMessages() {
		return this.counters.failedMessages().sum();
	}

	@Override
	public long pausedReads() {
		return sum(Count.PAUSED_READS);
	}

	private long sum(Count count) {
		return this.ioCounters.stream().mapToLong((counters) -> counters.get(count)).sum();
	}

}
