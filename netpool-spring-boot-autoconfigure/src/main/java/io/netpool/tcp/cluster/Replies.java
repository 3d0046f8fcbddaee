package io.netpool.tcp.cluster;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.netpool.tcp.server.log.LogLimit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Publishes acknowledgements and answers to messages of other instances. Their memory is
 * bounded apart from that of this instance's own messages, so that neither holds up the
 * other; what exceeds the bound is dropped, and its instance reports it as unanswered.
 * Any thread may call.
 */
final class Replies {

	/**
	 * Estimated memory of a reply besides its bytes.
	 */
	private static final int OVERHEAD = 128;

	private static final Log logger = LogFactory.getLog(Replies.class);

	private final Publisher publisher;

	private final long maxPending;

	private final AtomicLong pending = new AtomicLong();

	private final LongAdder dropped = new LongAdder();

	private final LogLimit logLimit = new LogLimit();

	/**
	 * Creates it.
	 * @param maxPending maximum memory of replies under way, in bytes
	 */
	Replies(Publisher publisher, long maxPending) {
		this.publisher = publisher;
		this.maxPending = maxPending;
	}

	/**
	 * Publishes a reply, unless too many are under way.
	 */
	void publish(String instance, byte[] message) {
		long size = message.length + OVERHEAD;
		if (this.pending.addAndGet(size) > this.maxPending) {
			this.pending.addAndGet(-size);
			this.dropped.increment();
			this.logLimit.log((suppressed) -> logger.warn("Dropped a reply to instance " + instance
					+ " of the cluster: 'netpool.cluster.max-pending' is exceeded" + LogLimit.suffix(suppressed)));
			return;
		}
		this.publisher.publish(instance, message, new Publisher.Listener() {

			@Override
			public void published(long receivers) {
				Replies.this.pending.addAndGet(-size);
			}

			@Override
			public void unknown() {
				Replies.this.pending.addAndGet(-size);
			}

		});
	}

	/**
	 * Returns how many replies were dropped.
	 */
	long dropped() {
		return this.dropped.sum();
	}

}
