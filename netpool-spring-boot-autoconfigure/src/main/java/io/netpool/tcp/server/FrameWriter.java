package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.exchange.ConnectionExchanges;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.outbound.SendResult;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netpool.tcp.server.transport.ByteBufFrameOutput;
import io.netpool.tcp.server.transport.SharedBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what is queued into frames: one buffer, one write and one flush per batch.
 * Confined to the connection's event loop.
 * <p>
 * No more is taken from the queue than the socket soon accepts, so that what a slow
 * client does not read is kept as payloads, which connections may share, and not as
 * buffers.
 */
final class FrameWriter {

	private static final Log logger = LogFactory.getLog(FrameWriter.class);

	private static final int BATCH_BYTES = 64 * 1024;

	/**
	 * Maximum number of batches of one connection before others have their turn.
	 */
	private static final int MAX_BATCHES_PER_TURN = 16;

	/**
	 * Maximum initial capacity of a buffer, which grows where it must.
	 */
	private static final long MAX_INITIAL_CAPACITY = 1024 * 1024;

	/**
	 * Estimated bytes that a framing adds to a payload: the buffer grows if there are
	 * more.
	 */
	private static final int FRAME_OVERHEAD = 8;

	private final ServedConnection connection;

	private TcpFraming framing;

	private @Nullable ChannelHandlerContext context;

	/**
	 * Whether what is queued waits for the end of a TLS handshake.
	 */
	private boolean awaitsTls;

	/**
	 * The batch that was taken last, until it is no longer pending or its write goes on.
	 */
	private @Nullable Batch taken;

	/**
	 * Whether a batch is being written, which is still pending.
	 */
	private boolean writing;

	/**
	 * Number of bytes of the batches that the socket has not accepted as a whole.
	 */
	private long unaccepted;

	FrameWriter(ServedConnection connection, TcpFraming framing) {
		this.connection = connection;
		this.framing = framing;
	}

	/**
	 * Called when the protocol is known, before anything is written.
	 */
	void detected(TcpFraming detected) {
		this.framing = detected;
	}

	/**
	 * Called when the pipeline is complete.
	 * @param context the context to write to
	 */
	void open(ChannelHandlerContext context) {
		this.context = context;
	}

	/**
	 * Writes what is queued, as far as the socket accepts it and others have their turn.
	 */
	void flush() {
		ChannelHandlerContext target = this.context;
		if (target == null || this.awaitsTls) {
			return;
		}
		@Nullable Object[] payloads = this.connection.io().payloads();
		for (int batches = 0; target.channel().isWritable(); batches++) {
			if (batches == MAX_BATCHES_PER_TURN) {
				this.connection.io().enqueue(this.connection);
				this.connection.io().signal();
				return;
			}
			int items = this.connection.outbound().take(payloads, BATCH_BYTES);
			if (items == 0) {
				return;
			}
			ConnectionExchanges exchanges = this.connection.knownExchanges();
			int count = (exchanges != null) ? exchanges.commandsSent(payloads, items) : items;
			if (count == 0) {
				continue;
			}
			Batch batch = Batch.of(payloads, count, this.framing instanceof NettyFraming);
			this.awaitsTls = payloads[count - 1] == OutboundQueue.TLS_START;
			this.taken = batch;
			try {
				write(target, payloads, count, batch);
			}
			catch (RuntimeException | Error ex) {
				this.connection.closer().record(CloseReason.HANDLER_ERROR);
				if (this.taken == batch) {
					end(batch, (ended) -> ended.lost(lost()));
				}
				throw ex;
			}
			finally {
				Arrays.fill(payloads, 0, count, null);
			}
			if (this.awaitsTls) {
				this.connection.handler().startTls();
				return;
			}
		}
	}

	/**
	 * Returns whether a batch is being written. {@link #flush()} then goes on as far as
	 * the socket accepts it.
	 */
	boolean isWriting() {
		return this.writing;
	}

	/**
	 * Called when TLS has started: writes what is queued.
	 */
	void secured() {
		this.awaitsTls = false;
		flush();
	}

	/**
	 * Returns how many of the bytes written the socket has accepted. With TLS or an
	 * application's codecs, which make several buffers of a batch, the number is inexact
	 * until all are written. It changes only when the socket accepts bytes.
	 */
	long accepted() {
		ChannelOutboundBuffer left = left();
		long bytes = this.connection.counts().sentBytes() - this.unaccepted;
		return (left != null) ? bytes + left.currentProgress() : bytes;
	}

	/**
	 * Returns how many bytes wait for the socket, with what Netty adds for each buffer.
	 * The number falls only when the socket accepts bytes.
	 */
	long waiting() {
		ChannelOutboundBuffer left = left();
		return (left != null) ? left.totalPendingWriteBytes() : 0;
	}

	/**
	 * Returns what the socket has not accepted, {@code null} if it is closed.
	 */
	private @Nullable ChannelOutboundBuffer left() {
		ChannelHandlerContext target = this.context;
		return (target != null) ? target.channel().unsafe().outboundBuffer() : null;
	}

	private void write(ChannelHandlerContext target, @Nullable Object[] payloads, int count, Batch batch) {
		ByteBuf buffer = buffer(target, batch.bytes() + count * FRAME_OVERHEAD);
		int messages = 0;
		boolean anything = false;
		try {
			messages = frame(payloads, count, buffer);
			anything = messages > 0 || buffer.isReadable();
		}
		finally {
			if (!anything) {
				buffer.release();
			}
		}
		if (!anything) {
			// a change of framing is all that was queued, or no byte outside the framing
			written(null, batch);
			return;
		}
		IoCounters counters = this.connection.io().counters();
		counters.add(IoCounters.Count.SENT_MESSAGES, messages);
		int bytes = buffer.readableBytes();
		counters.add(IoCounters.Count.SENT_BYTES, bytes);
		this.connection.counts().addSent(messages, bytes);
		this.unaccepted += bytes;
		ChannelFuture future;
		this.writing = true;
		try {
			future = target.writeAndFlush(buffer);
		}
		finally {
			this.writing = false;
		}
		if (future.isDone()) {
			this.unaccepted -= bytes;
			written(future.cause(), batch);
		}
		else {
			this.taken = null;
			future.addListener((done) -> {
				this.unaccepted -= bytes;
				written(done.cause(), batch);
				this.connection.io().enqueue(this.connection);
				this.connection.io().signal();
			});
		}
	}

	private ByteBuf buffer(ChannelHandlerContext target, long expected) {
		int size = (int) Math.min(MAX_INITIAL_CAPACITY, expected);
		SharedBuffers shared = this.connection.io().buffers();
		return (shared != null) ? shared.send().take(size, target.alloc()) : target.alloc().ioBuffer(size);
	}

	private int frame(@Nullable Object[] payloads, int count, ByteBuf buffer) {
		ByteBufFrameOutput output = this.connection.io().output();
		output.reset(buffer);
		int messages = 0;
		for (int i = 0; i < count; i++) {
			Object item = payloads[i];
			if (item instanceof OutboundQueue.FramingChange change) {
				this.framing = change.framing();
			}
			else if (item instanceof OutboundQueue.Tracked message && !message.framed()) {
				buffer.writeBytes(message.payload());
			}
			else if (item != OutboundQueue.TLS_START) {
				frame(item, buffer, output);
				messages++;
			}
		}
		return messages;
	}

	/**
	 * Writes one frame; a payload that the framing cannot encode is left out as a whole.
	 */
	private void frame(@Nullable Object item, ByteBuf buffer, ByteBufFrameOutput output) {
		int before = buffer.writerIndex();
		try {
			this.framing.write(OutboundQueue.payload(item), output);
		}
		catch (TcpFramingException ex) {
			buffer.writerIndex(before);
			notSent((item instanceof OutboundQueue.Tracked message) ? message.result() : SendResult.IGNORED, ex,
					ex.getMessage());
		}
	}

	private void notSent(SendResult result, Throwable cause, @Nullable String why) {
		this.connection.context()
			.failureLogger()
			.error(logger, () -> "A message to " + this.connection.label() + " was not sent", cause);
		result.lost(new TcpSendException("Not sent: " + why));
	}

	private void written(@Nullable Throwable failure, Batch batch) {
		if (failure == null) {
			end(batch, Batch::written);
		}
		else if (failure instanceof CodecBridge.RefusedFramesException refused) {
			end(batch, (ended) -> refused(refused, ended));
		}
		else {
			// first, so that whoever learns that a message is lost sees the close reason
			this.connection.closer().outputFailed();
			end(batch, (ended) -> ended.interrupted(lost()));
			discard();
			this.connection.lane().unstall();
		}
	}

	/**
	 * Notifies the senders of a batch, once it is no longer pending: they may go on at
	 * once, and what they send next needs its room.
	 */
	private void end(Batch batch, Consumer<Batch> notification) {
		if (this.taken == batch) {
			this.taken = null;
		}
		boolean roomy = this.connection.outbound().written(batch.items(), batch.bytes());
		try {
			notification.accept(batch);
		}
		finally {
			if (roomy) {
				this.connection.lane().unstall();
			}
		}
	}

	/**
	 * Called when the application's codecs have not encoded some frames of a batch, and
	 * the others were written.
	 */
	private void refused(CodecBridge.RefusedFramesException refused, Batch batch) {
		List<SendResult> results = batch.results();
		for (int i = 0; i < results.size(); i++) {
			Throwable cause = refused.causes().get(i);
			if (cause == null) {
				results.get(i).written();
			}
			else {
				notSent(results.get(i), cause, cause.toString());
			}
		}
	}

	/**
	 * Called when the connection is closed: discards what is queued.
	 */
	void discard() {
		OutboundQueue outbound = this.connection.outbound();
		outbound.close();
		@Nullable Object[] payloads = this.connection.io().payloads();
		int count;
		while ((count = outbound.take(payloads, BATCH_BYTES)) > 0) {
			Batch batch = Batch.of(payloads, count, false);
			Arrays.fill(payloads, 0, count, null);
			batch.lost(lost());
			outbound.written(batch.items(), batch.bytes());
		}
	}

	private TcpSendException lost() {
		return new TcpSendException("Not sent to connection " + this.connection.id()
				+ ": the connection was closed before the message was written");
	}

	/**
	 * The contents of one buffer.
	 *
	 * @param items the number of items
	 * @param bytes the bytes of payload
	 * @param results the results to complete
	 */
	private record Batch(int items, long bytes, List<SendResult> results) {

		/**
		 * Creates a batch.
		 * @param everyFrame whether there is a result for every frame, also where nobody
		 * is notified
		 */
		static Batch of(@Nullable Object[] payloads, int count, boolean everyFrame) {
			long total = 0;
			List<SendResult> toTell = List.of();
			for (int i = 0; i < count; i++) {
				total += OutboundQueue.payload(payloads[i]).length;
				SendResult result = (payloads[i] instanceof OutboundQueue.Tracked message) ? message.result()
						: SendResult.IGNORED;
				if (result != SendResult.IGNORED || everyFrame) {
					toTell = toTell.isEmpty() ? new ArrayList<>() : toTell;
					toTell.add(result);
				}
			}
			return new Batch(count, total, toTell);
		}

		void written() {
			if (!this.results.isEmpty()) {
				this.results.forEach(SendResult::written);
			}
		}

		void lost(TcpSendException failure) {
			this.results.forEach((result) -> result.lost(failure));
		}

		void interrupted(TcpSendException failure) {
			this.results.forEach((result) -> result.interrupted(failure));
		}

	}

}
