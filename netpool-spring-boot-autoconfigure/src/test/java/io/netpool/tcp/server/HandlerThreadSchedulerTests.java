package io.netpool.tcp.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.server.lane.EventLoopSignal;
import io.netpool.tcp.server.lane.HandlerThreadScheduler;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerThreadScheduler} where all threads are blocked.
 */
class HandlerThreadSchedulerTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Threads threads = new Threads();

	private final HandlerThreadScheduler scheduler = new HandlerThreadScheduler(this.channel.eventLoop(),
			new NoSignal(), this.threads);

	private void passMillis(int millis) {
		for (int i = 0; i < 10 * millis; i++) {
			this.channel.advanceTimeBy(100, TimeUnit.MICROSECONDS);
			this.channel.runScheduledPendingTasks();
			this.channel.runPendingTasks();
		}
	}

	@Test
	void whileNoThreadIsIdleOneIsSoughtNowAndThen() {
		this.channel.freezeTime();
		try (LoneConnection connection = new LoneConnection(TestEndpoint.echo())) {
			this.scheduler.ready(connection.lane());
			this.channel.runPendingTasks();
			int before = this.threads.rejected;
			passMillis(100);
			assertThat(this.threads.rejected - before).isBetween(5, 12);
			this.threads.idle = true;
			passMillis(20);
			assertThat(this.threads.tasks).hasSize(1);
		}
		finally {
			this.channel.close();
		}
	}

	private static final class Threads implements HandlerThreads {

		private final Queue<Runnable> tasks = new ArrayDeque<>();

		private int rejected;

		private boolean idle;

		@Override
		public void execute(Runnable task) {
			if (!this.idle) {
				this.rejected++;
				throw new RejectedExecutionException();
			}
			this.tasks.add(task);
		}

		@Override
		public void close() {
		}

	}

	private static final class NoSignal implements EventLoopSignal {

		@Override
		public void signal() {
		}

		@Override
		public void signalIfRequested() {
		}

		@Override
		public void attend() {
		}

	}

}
