package io.netpool.tcp.handler.reply;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.TcpReply.Source;
import io.netpool.tcp.TcpReply.Step;
import io.netpool.tcp.handler.convert.MessageEncoder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Sends the elements of a publisher as replies, and requests them one at a time. After
 * each {@link ReplyBatch}, nothing is requested until the batch has been written; then
 * the lane requests more, so that a publisher that runs on the requesting thread runs on
 * the lane, where it may block, and never on an I/O thread.
 * <p>
 * The lane rests on {@link #batchEnd}. The publisher can end at any time, also while the
 * lane replaces that future: one thread sets {@link #end} and then reads the future, the
 * lane sets the future and then reads {@link #end}, so at least one of them sees the
 * other's write.
 */
final class PublisherReplySubscriber implements Subscriber<Object>, Step, Source {

	private static final AtomicLongFieldUpdater<PublisherReplySubscriber> PRODUCED = AtomicLongFieldUpdater
		.newUpdater(PublisherReplySubscriber.class, "produced");

	private final MessageEncoder encoder;

	private final Sender sender;

	private final ReplyBatch batch = new ReplyBatch();

	private volatile CompletableFuture<TcpReply> batchEnd = new CompletableFuture<>();

	private volatile @Nullable End end;

	private volatile @Nullable Subscription subscription;

	private volatile long produced;

	PublisherReplySubscriber(MessageEncoder encoder, Sender sender) {
		this.encoder = encoder;
		this.sender = sender;
	}

	/**
	 * Subscribes to a publisher.
	 * @param publisher publisher of the replies
	 * @return the reply for the lane: none if all replies have been sent already
	 */
	TcpReply replyTo(Publisher<?> publisher) {
		publisher.subscribe(this);
		CompletableFuture<TcpReply> first = this.batchEnd;
		return (first.isDone() && this.end == End.COMPLETE) ? TcpReply.none() : TcpReply.later(first, this);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.subscription != null) {
			subscription.cancel();
			return;
		}
		this.subscription = subscription;
		// whoever ends this looks at the subscription afterwards: one of us sees the
		// other
		if (this.end != null) {
			subscription.cancel();
			return;
		}
		subscription.request(1);
	}

	@Override
	public void onNext(Object reply) {
		if (this.end != null) {
			return;
		}
		PRODUCED.lazySet(this, this.produced + 1);
		boolean full;
		try {
			Object encoded = this.encoder.encode(reply);
			full = this.batch.add(encoded);
			boolean last = full;
			this.sender.send(encoded).whenComplete((nothing, failure) -> written(last, failure));
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
			end(this.sender.isOpen() ? new End(failure) : End.LOST);
		}
		else if (last) {
			this.batchEnd.complete(TcpReply.next(this));
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

	@Override
	public void cancel(Throwable reason) {
		end(new End(reason));
	}

	@Override
	public long produced() {
		return this.produced;
	}

	private void end(End reason) {
		synchronized (this) {
			if (this.end != null) {
				return;
			}
			this.end = reason;
		}
		this.batchEnd.complete((reason == End.COMPLETE) ? TcpReply.none() : TcpReply.next(this));
	}

	/**
	 * Called on the lane when a batch has been written, or the publisher has ended.
	 */
	@Override
	public TcpReply run() throws Throwable {
		CompletableFuture<TcpReply> next = new CompletableFuture<>();
		this.batchEnd = next;
		End reason = this.end;
		if (reason == null) {
			request();
			return TcpReply.later(next, this);
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
	 * Has no effect if the publisher itself has ended.
	 */
	private void cancel() {
		Subscription current = this.subscription;
		if (current != null) {
			current.cancel();
		}
	}

	/**
	 * Reason for which nothing more is sent. Not a record, since the two constants have
	 * to be distinguished by identity.
	 */
	private static final class End {

		static final End COMPLETE = new End(null);

		static final End LOST = new End(null);

		private final @Nullable Throwable failure;

		/**
		 * Creates a reason.
		 * @param failure failure of the publisher, of the encoder, or of an open
		 * connection to send a reply; {@code null} for the constants
		 */
		End(@Nullable Throwable failure) {
			this.failure = failure;
		}

		@Nullable Throwable failure() {
			return this.failure;
		}

	}

}
