package io.netpool.benchmarks.cluster;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import io.netpool.benchmarks.compare.load.Latencies;
import io.netpool.tcp.TcpDelivery;

/**
 * Sends messages to connections of another instance and waits for their delivery results,
 * with a fixed number of messages in flight.
 */
final class SendLoad {

	private final IntFunction<CompletionStage<TcpDelivery>> send;

	private final Latencies latencies = new Latencies();

	private final AtomicInteger next = new AtomicInteger();

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final CountDownLatch ended;

	private volatile long warmUntil;

	private volatile long end;

	/**
	 * Creates a load.
	 * @param inFlight the number of messages in flight
	 * @param send sends the message with the given number
	 */
	SendLoad(int inFlight, IntFunction<CompletionStage<TcpDelivery>> send) {
		this.send = send;
		this.ended = new CountDownLatch(inFlight);
	}

	/**
	 * Sends for the given time, then waits for the last results.
	 */
	Result run(int warmUpSeconds, int seconds) throws InterruptedException {
		this.warmUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
		this.end = this.warmUntil + TimeUnit.SECONDS.toNanos(seconds);
		long inFlight = this.ended.getCount();
		for (int i = 0; i < inFlight; i++) {
			send();
		}
		this.ended.await();
		return new Result(this.answered.get() / (double) seconds, this.failed.get(), this.latencies.micros(0.5),
				this.latencies.micros(0.99));
	}

	private void send() {
		long start = System.nanoTime();
		if (start - this.end >= 0) {
			this.ended.countDown();
			return;
		}
		this.send.apply(this.next.getAndIncrement() & Integer.MAX_VALUE).whenComplete((delivery, failure) -> {
			long now = System.nanoTime();
			if (delivery == null || delivery.written() != 1 || !delivery.isComplete()) {
				this.failed.incrementAndGet();
			}
			else if (now - this.warmUntil >= 0 && now - this.end < 0) {
				this.answered.incrementAndGet();
				synchronized (this.latencies) {
					this.latencies.add(now - start);
				}
			}
			send();
		});
	}

	/**
	 * Result of a load.
	 *
	 * @param perSecond the acknowledged messages per second
	 * @param failed the number of messages that were not acknowledged, or not written to
	 * exactly one connection
	 * @param p50 the median time to acknowledgement in µs
	 * @param p99 the 99th percentile of that time in µs
	 */
	record Result(double perSecond, long failed, double p50, double p99) {

	}

}
