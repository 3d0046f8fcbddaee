package io.netpool.tcp.server;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.server.admission.TokenBucket;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * From bytes to messages: what arrives is cut into frames, whose payloads are put on the
 * lane as text or bytes. It belongs to the connection's I/O thread.
 * <p>
 * A read is copied once, into the I/O thread's window, and cut there; what is left of it
 * is kept until the next read. While the lane is full, nothing is cut and reading pauses.
 */
final class FrameReader {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(FrameReader.class);

	private final ServedConnection connection;

	private final ChannelConfig config;

	private final Charset charset;

	private final MessageType messageType;

	private TcpFraming framing;

	private volatile @Nullable TcpFraming changed;

	private final PartialFrame partial = new PartialFrame();

	private boolean inputEnded;

	private volatile boolean awaitsLane;

	private volatile boolean awaitsToken;

	private final @Nullable TokenBucket rate;

	private final MessagesOverflow rateOverflow;

	private @Nullable CloseReason ending;

	FrameReader(PoolContext pool, ServedConnection connection, ChannelConfig config, TcpFraming framing) {
		this.connection = connection;
		this.config = config;
		this.charset = pool.settings().charset();
		this.messageType = pool.endpoint().messageType();
		this.framing = framing;
		LimitSettings limits = pool.settings().limits();
		int perSecond = limits.messagesPerSecond();
		this.rate = (perSecond > 0) ? new TokenBucket(perSecond, System.nanoTime()) : null;
		this.rateOverflow = limits.messagesOverflow();
	}

	/**
	 * Any thread: whether it waits for room on the lane.
	 */
	boolean awaitsLane() {
		return this.awaitsLane;
	}

	/**
	 * Any thread: whether reading is paused, since room on the lane or a token is waited
	 * for.
	 */
	boolean isPaused() {
		return this.awaitsLane || this.awaitsToken;
	}

	/**
	 * Why nothing more will be put on the lane: the client has ended its stream, or sent
	 * what is no frame.
	 * @return the reason, once everything before it is on the lane
	 */
	@Nullable CloseReason ending() {
		return this.ending;
	}

	/**
	 * Whether the client has sent a part of a frame, and could send the rest.
	 */
	boolean isWithinFrame() {
		return this.partial.length() > 0 && !isPaused();
	}

	/**
	 * Take what was read. The messages in it are handled after the lane is published.
	 */
	void read(ByteBuf buffer) {
		int length = buffer.readableBytes();
		this.connection.counts().addReceivedBytes(length);
		io().counters().add(IoCounters.Count.RECEIVED_BYTES, length);
		if (this.ending != null) {
			return;
		}
		byte[] window = io().window();
		int kept = this.partial.length();
		// what is kept is copied again only where as much is new: a long frame in many
		// pieces costs a copy or two of each byte
		if (isPaused() || kept > length || kept + length > window.length) {
			this.partial.append(buffer);
			if (!isPaused()) {
				cutPartial();
			}
		}
		else {
			FrameInput input = io().input();
			this.partial.open(input, window, buffer);
			cut(input);
		}
	}

	private void cutPartial() {
		FrameInput input = io().input();
		this.partial.open(input);
		cut(input);
	}

	private void cut(FrameInput input) {
		int messages = 0;
		long now = (this.rate != null) ? System.nanoTime() : 0;
		try {
			while (input.length() > 0 && hasRoom() && hasToken(now) && framing(input).next(input)) {
				if (!isWithinRate(now)) {
					break;
				}
				Object message = payload(input);
				input.advance();
				this.connection.lane().put(message);
				messages++;
			}
			if (this.ending == null) {
				this.partial.keep(input);
			}
		}
		catch (TcpFramingException ex) {
			bad(ex);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
		received(messages);
	}

	private void received(int messages) {
		this.connection.counts().addReceivedMessages(messages);
		io().counters().add(IoCounters.Count.RECEIVED_MESSAGES, messages);
	}

	/**
	 * The lane: cut what comes behind the message that is being handled in another way.
	 */
	void change(TcpFraming framing) {
		this.changed = framing;
	}

	private TcpFraming framing(FrameInput input) {
		TcpFraming next = this.changed;
		if (next != null) {
			this.changed = null;
			this.framing = next;
			input.searched(0);
		}
		return this.framing;
	}

	/**
	 * Whether the lane can take a message; if not, reading pauses until it can.
	 */
	private boolean hasRoom() {
		Lane lane = this.connection.lane();
		if (!lane.isFull()) {
			return true;
		}
		lane.publish();
		this.awaitsLane = true;
		// the lane looks at that after it has made room: one of us sees the other
		if (lane.isHalfEmpty()) {
			this.awaitsLane = false;
			return true;
		}
		pause();
		return false;
	}

	/**
	 * Whether a message may come now, as far as that is waited for; if not, reading
	 * pauses until it may.
	 */
	private boolean hasToken(long now) {
		if (this.rate == null || this.rateOverflow != MessagesOverflow.PAUSE) {
			return true;
		}
		long wait = this.rate.waitNanos(now);
		if (wait <= 0) {
			return true;
		}
		this.awaitsToken = true;
		pause();
		io().loop().schedule(this::tokenCame, wait, TimeUnit.NANOSECONDS);
		return false;
	}

	private void tokenCame() {
		if (this.awaitsToken) {
			this.awaitsToken = false;
			goOn();
			this.connection.handler().attend();
		}
	}

	/**
	 * Count a message; one more than may come ends the connection.
	 */
	private boolean isWithinRate(long now) {
		if (this.rate == null) {
			return true;
		}
		if (this.rateOverflow == MessagesOverflow.DISCONNECT && this.rate.waitNanos(now) > 0) {
			drop();
			this.ending = CloseReason.TOO_MANY_MESSAGES;
			return false;
		}
		this.rate.take(now);
		return true;
	}

	private void pause() {
		if (this.config.isAutoRead()) {
			this.config.setAutoRead(false);
			io().counters().add(IoCounters.Count.PAUSED_READS, 1);
		}
	}

	private Object payload(FrameInput input) {
		int offset = input.arrayOffset() + input.payloadStart();
		int length = input.payloadLength();
		return (this.messageType == MessageType.TEXT) ? new String(input.array(), offset, length, this.charset)
				: Arrays.copyOfRange(input.array(), offset, offset + length);
	}

	private void bad(TcpFramingException failure) {
		logger.debug("Connection {} of pool '{}' is closed: {}", this.connection.id(), this.connection.pool(),
				LogSanitizer.of(failure.getMessage()));
		drop();
		this.ending = failure.reason();
	}

	private void failed(RuntimeException failure) {
		logger.error("Connection {} of pool '{}' is closed: its framing failed", this.connection.id(),
				this.connection.pool(), LogSanitizer.of(failure));
		drop();
		this.ending = CloseReason.BAD_FRAME;
	}

	/**
	 * Go on if reading waited for the lane and there is room again.
	 */
	void resume() {
		if (this.awaitsLane && this.connection.lane().isHalfEmpty()) {
			this.awaitsLane = false;
			goOn();
		}
	}

	private void goOn() {
		cutPartial();
		if (isPaused()) {
			return;
		}
		if (this.inputEnded) {
			endInput();
		}
		else {
			this.config.setAutoRead(true);
		}
	}

	/**
	 * The client has ended its stream.
	 */
	void end() {
		this.inputEnded = true;
		if (!isPaused()) {
			endInput();
		}
	}

	private void endInput() {
		if (this.ending != null) {
			return;
		}
		FrameInput input = io().input();
		this.partial.open(input);
		try {
			if (input.length() > 0 && framing(input).last(input)) {
				Object message = payload(input);
				input.advance();
				this.connection.lane().put(message);
				received(1);
			}
			drop();
			this.ending = CloseReason.CLIENT;
		}
		catch (TcpFramingException ex) {
			bad(ex);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	/**
	 * Forget what was read in the clear, and go on reading.
	 */
	void dropBeforeTls() {
		drop();
		this.config.setAutoRead(true);
	}

	/**
	 * Forget what was read and not handled.
	 */
	void drop() {
		this.partial.drop();
		this.awaitsLane = false;
		this.awaitsToken = false;
	}

	private IoContext io() {
		return this.connection.io();
	}

}
