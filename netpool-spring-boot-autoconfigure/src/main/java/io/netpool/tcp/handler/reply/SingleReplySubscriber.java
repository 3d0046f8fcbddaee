package io.netpool.tcp.handler.reply;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Source;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Replies with the result of a publisher that has at most one.
 */
final class SingleReplySubscriber implements Subscriber<Object>, Source {

	private final LateReply reply;

	private volatile @Nullable Subscription subscription;

	private volatile boolean cancelled;

	private volatile @Nullable Object value;

	private SingleReplySubscriber(LateReply reply) {
		this.reply = reply;
	}

	/**
	 * Subscribes to a publisher.
	 * @param publisher publisher of at most one result
	 * @param conversion conversion of its result
	 * @return the reply, which is none if there is no result
	 */
	static TcpReply of(Publisher<?> publisher, LateReply.Conversion conversion) {
		SingleReplySubscriber subscriber = new SingleReplySubscriber(new LateReply(conversion));
		publisher.subscribe(subscriber);
		return TcpReply.later(subscriber.reply, subscriber);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		// whoever cancels looks at the subscription afterwards: one of us sees the other
		if (this.cancelled) {
			subscription.cancel();
			return;
		}
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(Object value) {
		this.value = value;
	}

	@Override
	public void onError(Throwable failure) {
		this.reply.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.reply.completeWith(this.value);
	}

	@Override
	public void cancel(Throwable reason) {
		this.cancelled = true;
		Subscription current = this.subscription;
		if (current != null) {
			current.cancel();
		}
		this.reply.completeExceptionally(reason);
	}

}
