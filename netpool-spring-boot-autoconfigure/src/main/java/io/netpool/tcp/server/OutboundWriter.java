package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.TcpSendException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * From payloads to bytes: everything that is queued becomes frames in one buffer, one
 * write and one flush. It belongs to the connection's I/O thread.
 * <p>
 * No more is taken from the queue than the socket takes soon, so what a slow client
 * leaves waits as payloads, which may be shared between connections, and not as buffers.
 */
final class OutboundWriter {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(OutboundWriter.class);

	private static final int BATCH_BYTES = 64 * 1024;

	/**
	 * What a framing adds to a payload, at a guess: the buffer grows if it is more.
	 */
	private static final int FRAME_OVERHEAD = 8;

	private final ServedConnection connection;

	private TcpFraming framing;

	private @Nullable ChannelHandlerContext context;

	OutboundWriter(ServedConnection connection, TcpFraming framing) {
		this.connection = connection;
		this.framing = framing;
	}

	/**
	 * The pipeline is there.
	 * @param context where to write
	 */
	void open(ChannelHandlerContext context) {
		this.context = context;
	}

	/**
	 * Send what is queued, as far as the socket takes it.
	 */
	void flush() {
		ChannelHandlerContext target = this.context;
		if (target == null) {
			return;
		}
		@Nullable Object[] payloads = this.connection.io().payloads();
		while (target.channel().isWritable()) {
			int count = this.connection.outbound().take(payloads, BATCH_BYTES);
			if (count == 0) {
				return;
			}
			write(target, payloads, count);
		}
	}

	private void write(ChannelHandlerContext target, @Nullable Object[] payloads, int count) {
		int bytes = 0;
		for (int i = 0; i < count; i++) {
			bytes += Outbound.payload(payloads[i]).length;
		}
		ByteBuf buffer = target.alloc().ioBuffer(bytes + count * FRAME_OVERHEAD);
		ByteBufFrameOutput output = this.connection.io().output();
		output.reset(buffer);
		List<SendResult> tracked = null;
		int messages = 0;
		for (int i = 0; i < count; i++) {
			Object item = payloads[i];
			if (item instanceof Outbound.FramingChange change) {
				this.framing = change.framing();
				continue;
			}
			boolean framed = frame(item, buffer, output);
			messages++;
			if (framed && item instanceof Outbound.Tracked message) {
				tracked = (tracked != null) ? tracked : new ArrayList<>();
				tracked.add(message.result());
			}
		}
		Arrays.fill(payloads, 0, count, null);
		IoCounters counters = this.connection.io().counters();
		counters.add(IoCounters.Count.SENT_MESSAGES, messages);
		counters.add(IoCounters.Count.SENT_BYTES, buffer.readableBytes());
		ChannelFuture future = target.writeAndFlush(buffer);
		Batch batch = new Batch(bytes, tracked);
		if (future.isDone()) {
			written(future, batch);
		}
		else {
			future.addListener((done) -> {
				written(future, batch);
				this.connection.handler().attend();
			});
		}
	}

	/**
	 * Write one frame; a payload that this framing can't carry is left out, whole.
	 */
	private boolean frame(@Nullable Object item, ByteBuf buffer, ByteBufFrameOutput output) {
		int before = buffer.writerIndex();
		try {
			this.framing.write(Outbound.payload(item), output);
			return true;
		}
		catch (TcpFramingException ex) {
			buffer.writerIndex(before);
			logger.error("A message for connection {} of pool '{}' was not sent: {}", this.connection.id(),
					this.connection.pool(), ex.getMessage());
			if (item instanceof Outbound.Tracked message) {
				message.result().lost(new TcpSendException("Not sent: " + ex.getMessage()));
			}
			return false;
		}
	}

	private void written(ChannelFuture future, Batch batch) {
		if (future.isSuccess()) {
			batch.complete();
		}
		else {
			// first, so that whoever is told that a message is lost sees why
			this.connection.end(CloseReason.NETWORK_ERROR);
			batch.fail(lost());
		}
		if (this.connection.outbound().written(batch.bytes())) {
			this.connection.lane().unstall();
		}
	}

	/**
	 * The connection is closed: nothing that is queued will be sent.
	 */
	void drop() {
		Outbound outbound = this.connection.outbound();
		outbound.close();
		@Nullable Object[] payloads = this.connection.io().payloads();
		int count;
		while ((count = outbound.take(payloads, BATCH_BYTES)) > 0) {
			int bytes = 0;
			for (int i = 0; i < count; i++) {
				bytes += Outbound.payload(payloads[i]).length;
				if (payloads[i] instanceof Outbound.Tracked message) {
					message.result().lost(lost());
				}
			}
			Arrays.fill(payloads, 0, count, null);
			outbound.written(bytes);
		}
	}

	private TcpSendException lost() {
		return new TcpSendException("Not sent to connection " + this.connection.id() + ": it was closed before");
	}

	/**
	 * What went into one buffer.
	 *
	 * @param bytes of payload
	 * @param tracked to be told, {@code null} for none
	 */
	private record Batch(int bytes, @Nullable List<SendResult> tracked) {

		void complete() {
			if (this.tracked != null) {
				this.tracked.forEach(SendResult::written);
			}
		}

		void fail(TcpSendException failure) {
			if (this.tracked != null) {
				this.tracked.forEach((result) -> result.lost(failure));
			}
		}

	}

}
