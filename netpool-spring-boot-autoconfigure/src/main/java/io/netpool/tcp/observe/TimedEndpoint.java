package io.netpool.tcp.observe;

import java.util.List;

import io.micrometer.core.instrument.Clock;
import io.netpool.tcp.DelegatingTcpEndpoint;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;

/**
 * Times each message: how long its handler had a thread, which is the sum of the steps it
 * worked in, without what it waited between them.
 */
final class TimedEndpoint extends DelegatingTcpEndpoint {

	private final List<HandlerTimer> timers;

	private final Clock clock;

	/**
	 * Time an endpoint.
	 * @param endpoint what serves a pool
	 * @param timers its timers, one for each registry; there may be more later
	 * @param clock what measures
	 */
	TimedEndpoint(TcpEndpoint endpoint, List<HandlerTimer> timers, Clock clock) {
		super(endpoint);
		this.timers = timers;
		this.clock = clock;
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) throws Throwable {
		return new TimedMessage(this.timers, this.clock).around(() -> super.message(connection, message));
	}

	private static final class TimedMessage implements TcpMessageScope {

		private final List<HandlerTimer> timers;

		private final Clock clock;

		/**
		 * Accessed on the lane only.
		 */
		private long nanos;

		TimedMessage(List<HandlerTimer> timers, Clock clock) {
			this.timers = timers;
			this.clock = clock;
		}

		@Override
		public TcpReply run(Step step) throws Throwable {
			long start = this.clock.monotonicTime();
			try {
				return step.run();
			}
			finally {
				this.nanos += this.clock.monotonicTime() - start;
			}
		}

		@Override
		public void ended(@Nullable Throwable failure) {
			for (HandlerTimer timer : this.timers) {
				timer.record(this.nanos, failure != null);
			}
		}

	}

}
