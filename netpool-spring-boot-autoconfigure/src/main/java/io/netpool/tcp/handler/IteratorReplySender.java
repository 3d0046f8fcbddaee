package io.netpool.tcp.handler;

import java.util.Iterator;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;

/**
 * Sends what an iterator has, as several replies. After each {@link ReplyBatch} the lane
 * rests until it was written, so that a slow client makes the iterator wait and not the
 * heap full. All of it runs on the lane.
 */
final class IteratorReplySender implements Step {

	private final Iterator<?> iterator;

	private final Runnable end;

	private final MessageEncoder encoder;

	private final TcpConnection connection;

	private final ReplyBatch batch = new ReplyBatch();

	private volatile @Nullable Throwable unsent;

	/**
	 * Create replies, of which none is sent yet.
	 * @param iterator has the replies, with {@code null} for none
	 * @param end releases the iterator, however it ends
	 * @param encoder encodes them
	 * @param connection where they are sent
	 */
	IteratorReplySender(Iterator<?> iterator, Runnable end, MessageEncoder encoder, TcpConnection connection) {
		this.iterator = iterator;
		this.end = end;
		this.encoder = encoder;
		this.connection = connection;
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
			CompletionStage<TcpReply> written = this.connection.send(encoded).handle((nothing, failure) -> {
				this.unsent = (failure != null) ? failure : this.unsent;
				return TcpReply.next(this);
			});
			if (full) {
				return TcpReply.later(written);
			}
		}
		return TcpReply.none();
	}

	/**
	 * Whether the connection is still there.
	 * @throws Throwable if it is, but a reply was not sent all the same
	 */
	private boolean isWanted() throws Throwable {
		boolean open = this.connection.isOpen();
		Throwable unsent = this.unsent;
		if (open && unsent != null) {
			throw unsent;
		}
		return open;
	}

}
