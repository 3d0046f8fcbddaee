package io.netpool.tcp.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Waits for the one result of a publisher that has no more than one.
 */
final class SingleReplySubscriber implements Subscriber<Object> {

	private final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();

	private volatile @Nullable Object value;

	private SingleReplySubscriber() {
	}

	/**
	 * Subscribe.
	 * @param publisher has at most one result
	 * @return completes with it, or with {@code null}
	 */
	static CompletionStage<@Nullable Object> of(Publisher<?> publisher) {
		SingleReplySubscriber reply = new SingleReplySubscriber();
		publisher.subscribe(reply);
		return reply.result;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(Object value) {
		this.value = value;
	}

	@Override
	public void onError(Throwable failure) {
		this.result.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.result.complete(this.value);
	}

}
