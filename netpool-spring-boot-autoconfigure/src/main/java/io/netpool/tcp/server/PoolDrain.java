package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.settings.Transport;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Drains a pool: accepts the connections that wait and closes the port, then each
 * connection after what it has received was answered. Runs on the event loop of the
 * listening socket.
 */
final class PoolDrain {

	private static final Log logger = LogFactory.getLog(PoolDrain.class);

	/**
	 * How long the backlog must have been empty before the port is closed.
	 */
	private static final long CHECK_MILLIS = 10;

	/**
	 * Maximum number of checks, so that new clients cannot delay the drain for longer.
	 */
	private static final int MAX_BACKLOG_CHECKS = 50;

	/**
	 * Period of the log message that reports progress.
	 */
	private static final long PROGRESS_SECONDS = 5;

	private final PoolContext pool;

	private final Channel channel;

	private final Transport transport;

	private final AcceptorCount acceptors;

	/**
	 * Confined to the event loop.
	 */
	private boolean closing;

	private final CompletableFuture<Void> drained = new CompletableFuture<>();

	/**
	 * Creates the drain of a pool.
	 * @param pool the pool
	 * @param channel its listening socket
	 * @param transport the transport of the socket
	 * @param acceptors its acceptors
	 */
	PoolDrain(PoolContext pool, Channel channel, Transport transport, AcceptorCount acceptors) {
		this.pool = pool;
		this.channel = channel;
		this.transport = transport;
		this.acceptors = acceptors;
	}

	/**
	 * Any thread: begins the drain. Connections that wait in the backlog are accepted
	 * first: closing the port would reset them, and lose requests that they may have
	 * sent.
	 * @return completes when no connection is left, or with {@link #end()}
	 */
	CompletableFuture<Void> begin() {
		try {
			this.channel.eventLoop().execute(this::acceptBacklog);
		}
		catch (RejectedExecutionException ex) {
			end();
		}
		return this.drained;
	}

	/**
	 * Any thread: ends the drain, whatever is left.
	 */
	void end() {
		this.drained.complete(null);
	}

	/**
	 * Accepts whatever waits, and closes the port in the turn in which nothing more does.
	 * If no connection arrives, no turn comes; nor does the end of a turn of io_uring,
	 * which accepts in advance, say anything about the backlog.
	 */
	private void acceptBacklog() {
		ChannelHandlerContext admission = this.channel.pipeline().context(Admission.class);
		if (admission != null) {
			((Admission) admission.handler()).drain(admission,
					(this.transport != Transport.IO_URING) ? this::closePort : () -> {
					});
		}
		closePortWhenBacklogIsEmpty(-1, MAX_BACKLOG_CHECKS);
	}

	private boolean hasFailed() {
		Admission admission = this.channel.pipeline().get(Admission.class);
		return admission != null && admission.hasFailed();
	}

	private void closePortWhenBacklogIsEmpty(long seen, int checks) {
		this.channel.eventLoop().schedule(() -> {
			long arrived = this.pool.counters().of(Event.CONNECTION_ACCEPTED).sum() + this.pool.counters().refused();
			if ((arrived != seen || hasFailed()) && checks > 0) {
				closePortWhenBacklogIsEmpty(arrived, checks - 1);
			}
			else {
				closePort();
			}
		}, CHECK_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void closePort() {
		if (!this.closing) {
			this.closing = true;
			this.channel.close().addListener((closed) -> drainConnections());
		}
	}

	private void drainConnections() {
		ConnectionRegistry registry = this.pool.registry();
		registry.close().thenRun(this::endWhenIdle);
		List<ServedConnection> connections = List.copyOf(registry.all());
		if (!connections.isEmpty()) {
			Future<?> progress = this.channel.eventLoop()
				.scheduleAtFixedRate(this::logProgress, 0, PROGRESS_SECONDS, TimeUnit.SECONDS);
			this.drained.whenComplete((done, failure) -> progress.cancel(false));
		}
		connections.forEach((connection) -> connection.handler().drain(CloseReason.SHUTDOWN));
	}

	private void logProgress() {
		logger.info("Pool '" + this.pool.name() + "' is draining " + ConnectionSummary.of(this.pool));
	}

	/**
	 * A connection that was accepted, and that its event loop has not seen yet, is not in
	 * the registry, but has its acceptor.
	 */
	private void endWhenIdle() {
		if (this.acceptors.busy() == 0) {
			end();
		}
		else {
			this.channel.eventLoop().schedule(this::endWhenIdle, CHECK_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

}
