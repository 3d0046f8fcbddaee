package io.netpool.tcp.handler.reply;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Subscribes to a publisher that has at most one result.
 */
final class SingleReplySubscriber implements Subscriber<Object> {

	private final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();

	private volatile @Nullable Object value;

	private SingleReplySubscriber() {
	}

	/**
	 * Subscribes to a publisher.
	 * @param publisher publisher of at most one result
	 * @return a stage that completes with the result, or with {@code null} if there is
	 * none
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
