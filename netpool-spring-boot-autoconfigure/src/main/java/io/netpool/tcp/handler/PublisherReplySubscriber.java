package io.netpool.tcp.handler;

import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Sends what a publisher has, as several replies, one requested at a time. After each
 * {@link ReplyBatch} nothing is requested until it was written; then the lane requests
 * more, so that a publisher that works where it is asked works on the lane, where it may
 * block, and never on an I/O thread.
 * <p>
 * The lane rests on {@link #step}. The publisher's end can come at any time, also while
 * the lane goes from one step to the next: who sets {@link #end} looks at the step
 * afterwards, who sets the step looks at the end afterwards, and so one of them sees the
 * other.
 */
final class PublisherReplySubscriber implements Subscriber<Object>, Step {

	private final MessageEncoder encoder;

	private final TcpConnection connection;

	private final ReplyBatch batch = new ReplyBatch();

	private volatile CompletableFuture<TcpReply> step = new CompletableFuture<>();

	private volatile @Nullable End end;

	private volatile @Nullable Subscription subscription;

	PublisherReplySubscriber(MessageEncoder encoder, TcpConnection connection) {
		this.encoder = encoder;
		this.connection = connection;
	}

	/**
	 * Subscribe.
	 * @param publisher has the replies
	 * @return what the lane rests on, or {@code null} if all is sent already
	 */
	TcpReply replyTo(Publisher<?> publisher) {
		publisher.subscribe(this);
		CompletableFuture<TcpReply> first = this.step;
		return (first.isDone() && this.end == End.COMPLETE) ? TcpReply.none() : TcpReply.later(first);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.subscription != null) {
			subscription.cancel();
			return;
		}
		this.subscription = subscription;
		subscription.request(1);
	}

	@Override
	public void onNext(Object reply) {
		if (this.end != null) {
			return;
		}
		boolean full;
		try {
			Object encoded = this.encoder.encode(reply);
			full = this.batch.add(encoded);
			boolean last = full;
			this.connection.send(encoded).whenComplete((nothing, failure) -> written(last, failure));
		}
		catch (RuntimeException ex) {
			end(new End(ex));
			return;
		}
		if (!full) {
			request();
		}
	}

	private void written(boolean last, @Nullable Throwable failure) {
		if (failure != null) {
			end(this.connection.isOpen() ? new End(failure) : End.LOST);
		}
		else if (last) {
			this.step.complete(TcpReply.next(this));
		}
	}

	@Override
	public void onError(Throwable failure) {
		end(new End(failure));
	}

	@Override
	public void onComplete() {
		end(End.COMPLETE);
	}

	private void end(End reason) {
		synchronized (this) {
			if (this.end != null) {
				return;
			}
			this.end = reason;
		}
		this.step.complete((reason == End.COMPLETE) ? TcpReply.none() : TcpReply.next(this));
	}

	/**
	 * On the lane: a batch was written, or there is no more to send.
	 */
	@Override
	public TcpReply run() throws Throwable {
		CompletableFuture<TcpReply> next = new CompletableFuture<>();
		this.step = next;
		End reason = this.end;
		if (reason == null) {
			request();
			return TcpReply.later(next);
		}
		cancel();
		Throwable failure = reason.failure();
		if (failure != null) {
			throw failure;
		}
		return TcpReply.none();
	}

	private void request() {
		Subscription current = this.subscription;
		if (current != null) {
			current.request(1);
		}
	}

	/**
	 * Has no effect on a publisher that has ended by itself.
	 */
	private void cancel() {
		Subscription current = this.subscription;
		if (current != null) {
			current.cancel();
		}
	}

	/**
	 * Why nothing more is sent. Not a record: the first two are alike, and not the same.
	 */
	private static final class End {

		static final End COMPLETE = new End(null);

		static final End LOST = new End(null);

		private final @Nullable Throwable failure;

		/**
		 * Create an end that someone is to blame for.
		 * @param failure what the publisher or the encoder said, or why a connection that
		 * is open did not send
		 */
		End(@Nullable Throwable failure) {
			this.failure = failure;
		}

		@Nullable Throwable failure() {
			return this.failure;
		}

	}

}
