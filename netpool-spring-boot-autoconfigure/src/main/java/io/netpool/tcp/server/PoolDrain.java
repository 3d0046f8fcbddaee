package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.server.admission.AcceptorCount;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * The graceful end of a pool that listens: its port closes, and each connection when what
 * it received has been answered. It runs on the listening socket's I/O thread.
 */
final class PoolDrain {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(PoolDrain.class);

	/**
	 * How long the backlog must have been empty for the port to be closed.
	 */
	private static final long CHECK_MILLIS = 10;

	/**
	 * New clients can't put a drain off for longer than so many checks.
	 */
	private static final int MOST_BACKLOG_CHECKS = 50;

	/**
	 * How often the log says what is still waited for.
	 */
	private static final long PROGRESS_SECONDS = 5;

	private final PoolContext pool;

	private final Channel channel;

	private final AcceptorCount acceptors;

	private final CompletableFuture<Void> drained = new CompletableFuture<>();

	/**
	 * Create it.
	 * @param pool whose connections end
	 * @param channel the listening socket
	 * @param acceptors of the pool
	 */
	PoolDrain(PoolContext pool, Channel channel, AcceptorCount acceptors) {
		this.pool = pool;
		this.channel = channel;
		this.acceptors = acceptors;
	}

	/**
	 * Any thread: begin. Connections that wait in the kernel to be accepted are accepted
	 * first: closing the port would reset them, and the requests that they may have sent
	 * already.
	 * @return completes when no connection is left, or with {@link #end()}
	 */
	CompletableFuture<Void> begin() {
		try {
			closePortWhenBacklogIsEmpty(-1, MOST_BACKLOG_CHECKS);
		}
		catch (RejectedExecutionException ex) {
			end();
		}
		return this.drained;
	}

	/**
	 * Any thread: nothing is waited for any more.
	 */
	void end() {
		this.drained.complete(null);
	}

	private void closePortWhenBacklogIsEmpty(long seen, int checks) {
		this.channel.eventLoop().schedule(() -> {
			long arrived = this.pool.counters().accepted().sum() + this.pool.counters().refused();
			if (arrived != seen && checks > 0) {
				closePortWhenBacklogIsEmpty(arrived, checks - 1);
			}
			else {
				this.channel.close().addListener((closed) -> drainConnections());
			}
		}, CHECK_MILLIS, TimeUnit.MILLISECONDS);
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
		connections.forEach((connection) -> connection.handler().drain());
	}

	private void logProgress() {
		logger.info("Pool '{}' is draining {}", this.pool.name(), ConnectionSummary.of(this.pool));
	}

	/**
	 * A connection that was accepted, and that its I/O thread has not seen yet, is in no
	 * registry, but has its acceptor.
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
