package io.netpool.tcp.server.simulation;

import java.util.List;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Publishes each element a moment after it was requested, on a thread of its own.
 */
final class TricklingPublisher implements Publisher<String> {

	private static final int MAX_DELAY_NANOS = 500_000;

	private final List<String> elements;

	TricklingPublisher(List<String> elements) {
		this.elements = elements;
	}

	@Override
	public void subscribe(Subscriber<? super String> subscriber) {
		subscriber.onSubscribe(new Trickle(subscriber));
	}

	private final class Trickle implements Subscription {

		private final Scheduler scheduler = Scheduler.current();

		private final Subscriber<? super String> subscriber;

		private long requested;

		private int published;

		private boolean publishing;

		private boolean ended;

		Trickle(Subscriber<? super String> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public void request(long count) {
			this.requested += count;
			publishSoon();
		}

		private void publishSoon() {
			if (!this.publishing && !this.ended && this.requested > 0) {
				this.publishing = true;
				this.scheduler.startAfter(this.scheduler.random().nextInt(MAX_DELAY_NANOS), "publisher", this::publish);
			}
		}

		private void publish() {
			if (!this.ended) {
				this.requested--;
				this.subscriber.onNext(TricklingPublisher.this.elements.get(this.published++));
				if (!this.ended && this.published == TricklingPublisher.this.elements.size()) {
					this.ended = true;
					this.subscriber.onComplete();
				}
			}
			this.publishing = false;
			publishSoon();
		}

		@Override
		public void cancel() {
			this.ended = true;
		}

	}

}
