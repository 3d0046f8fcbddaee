package io.netpool.tcp.handler.reply;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.TcpReply.Source;
import io.netpool.tcp.TcpReply.Step;
import io.netpool.tcp.handler.convert.MessageEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Sends the elements of an iterator as replies. After each {@link ReplyBatch}, the lane
 * rests until the batch has been written, so that a slow client delays the iterator
 * instead of filling the heap. Runs on the lane only.
 */
final class IteratorReplySender implements Step, Source {

	private final Iterator<?> iterator;

	private final Runnable end;

	private final MessageEncoder encoder;

	private final Sender sender;

	private final ReplyBatch batch = new ReplyBatch();

	private final TcpReply nextBatch = TcpReply.next(this);

	private volatile @Nullable Throwable unsent;

	private @Nullable CompletableFuture<TcpReply> batchWritten;

	/**
	 * Creates a sender, whose first {@link #run} sends the first batch.
	 * @param iterator iterator over the replies; {@code null} elements are skipped
	 * @param end called once when the replies end, successfully or not
	 * @param encoder encoder of the replies
	 * @param sender sender of the replies
	 */
	IteratorReplySender(Iterator<?> iterator, Runnable end, MessageEncoder encoder, Sender sender) {
		this.iterator = iterator;
		this.end = end;
		this.encoder = encoder;
		this.sender = sender;
	}

	@Override
	public TcpReply run() throws Throwable {
		boolean rests = false;
		try {
			TcpReply reply = sendBatch();
			rests = reply instanceof Later;
			return reply;
		}
		finally {
			if (!rests) {
				this.end.run();
			}
		}
	}

	private TcpReply sendBatch() throws Throwable {
		while (isWanted() && this.iterator.hasNext()) {
			Object reply = this.iterator.next();
			if (reply == null) {
				continue;
			}
			Object encoded = this.encoder.encode(reply);
			boolean full = this.batch.add(encoded);
			CompletionStage<TcpReply> written = this.sender.send(encoded).handle((nothing, failure) -> {
				if (failure != null) {
					this.unsent = failure;
				}
				return this.nextBatch;
			});
			if (full) {
				this.batchWritten = written.toCompletableFuture();
				return TcpReply.later(this.batchWritten, this);
			}
		}
		return TcpReply.none();
	}

	/**
	 * Whether the connection is still open.
	 * @throws Throwable if it is open, but a reply could not be sent
	 */
	private boolean isWanted() throws Throwable {
		boolean open = this.sender.isOpen();
		Throwable unsent = this.unsent;
		if (open && unsent != null) {
			throw unsent;
		}
		return open;
	}

	@Override
	public void cancel(Throwable reason) {
		CompletableFuture<TcpReply> batch = this.batchWritten;
		this.unsent = reason;
		if (batch != null) {
			batch.complete(this.nextBatch);
		}
	}

	/**
	 * Several, whose number does not matter: the lane rests only while the client has to
	 * read.
	 */
	@Override
	public long produced() {
		return 0;
	}

}
