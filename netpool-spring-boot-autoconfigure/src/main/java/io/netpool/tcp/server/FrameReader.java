package io.netpool.tcp.server;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.server.BackpressureGate.Cause;
import io.netpool.tcp.server.ConnectionCloser.State;
import io.netpool.tcp.server.admission.RateLimiter;
import io.netpool.tcp.server.detect.ProtocolDetector;
import io.netpool.tcp.server.exchange.ConnectionExchanges;
import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.lane.ParsedMessage;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netpool.tcp.server.transport.ClientHello;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what a client sends into frames, and puts their payloads on the lane as text or
 * bytes. Confined to the connection's event loop, except where a method says otherwise.
 * <p>
 * Each read is copied once, into the window of the event loop, and decoded there; the
 * rest is kept until the next read. While the {@link BackpressureGate} is closed, nothing
 * is decoded.
 */
final class FrameReader {

	private static final Log logger = LogFactory.getLog(FrameReader.class);

	private final ServedConnection connection;

	private final Lane lane;

	private final BackpressureGate gate;

	/**
	 * Finds the protocol, {@code null} once it is known.
	 */
	private @Nullable ProtocolDetector<PoolContext> detector;

	private Charset charset;

	private MessageType messageType;

	private TcpFraming framing;

	private volatile @Nullable TcpFraming nextFraming;

	private final ConnectionBuffers buffers;

	private final PartialFrame partial = new PartialFrame();

	/**
	 * Why no further byte is read, once that is so.
	 */
	private @Nullable CloseReason inputEnd;

	private final @Nullable RateLimiter rate;

	private final MessagesOverflow rateOverflow;

	private @Nullable CloseReason ending;

	/**
	 * Why the bytes are no frame, once that is so.
	 */
	private @Nullable Throwable failure;

	private boolean lastReplyTaken;

	private long droppedFrames;

	FrameReader(PoolContext pool, ServedConnection connection, ChannelConfig config, TcpFraming framing) {
		this.connection = connection;
		this.lane = connection.lane();
		this.gate = new BackpressureGate(config, connection.io().counters());
		this.buffers = new ConnectionBuffers(connection, this.gate);
		this.charset = pool.settings().charset();
		this.messageType = pool.endpoint().messageType();
		this.framing = framing;
		this.detector = pool.detector();
		LimitSettings limits = pool.settings().limits();
		int perSecond = limits.messagesPerSecond();
		this.rate = (perSecond > 0) ? new RateLimiter(perSecond, System.nanoTime()) : null;
		this.rateOverflow = limits.messagesOverflow();
	}

	/**
	 * Returns the gate, whose state any thread may read.
	 */
	BackpressureGate gate() {
		return this.gate;
	}

	ConnectionBuffers buffers() {
		return this.buffers;
	}

	/**
	 * Returns why no further message is put on the lane: the client has ended its stream,
	 * exceeded a limit, or sent bytes that are no frame.
	 * @return the reason, once everything before it is on the lane
	 */
	@Nullable CloseReason ending() {
		return this.ending;
	}

	/**
	 * Returns whether the client has sent a part of a frame, and could send the rest.
	 */
	boolean isWithinFrame() {
		return this.partial.length() > 0 && !this.gate.isPaused();
	}

	/**
	 * Decodes what was read. The messages are handled after the lane is published.
	 */
	void read(ByteBuf buffer) {
		int length = buffer.readableBytes();
		if (this.connection.counts().receivedBytes() == 0 && ClientHello.isAtBeginningOf(buffer)
				&& this.connection.tlsSession() == null) {
			this.connection.context().closeLogger().tlsInTheClear(this.connection);
		}
		this.connection.counts().addReceivedBytes(length);
		io().counters().add(IoCounters.Count.RECEIVED_BYTES, length);
		if (this.ending != null || this.inputEnd != null) {
			return;
		}
		byte[] window = io().window();
		int kept = this.partial.length();
		boolean paused = this.gate.isPaused();
		// what is kept is copied again only where as much is new: a long frame in many
		// pieces costs a copy or two of each byte
		if (paused || kept > length || kept + length > window.length) {
			this.partial.append(buffer);
			if (!paused) {
				decodePartial();
			}
		}
		else {
			FrameInput input = io().input();
			this.partial.open(input, window, buffer);
			decode(input);
		}
	}

	private void decodePartial() {
		FrameInput input = io().input();
		this.partial.open(input);
		decode(input);
	}

	private void decode(FrameInput input) {
		if (this.detector != null && !detect(this.detector, input, false)) {
			if (this.ending == null) {
				this.partial.keep(input);
			}
			this.buffers.update();
			return;
		}
		int messages = 0;
		// what was received before a command was written is not its answer
		ConnectionExchanges exchanges = expectedExchanges();
		long now = (this.rate != null) ? System.nanoTime() : 0;
		try {
			while (input.length() > 0 && makeSureOfRoom() && makeSureOfShare(input) && makeSureOfToken(now)
					&& framing(input).next(input)) {
				if (!takeToken(now)) {
					break;
				}
				put(input, exchanges);
				messages++;
			}
			if (this.ending == null) {
				this.partial.keep(input);
			}
		}
		catch (TcpFramingException ex) {
			badFrame(ex);
		}
		catch (RuntimeException ex) {
			framingFailed(ex);
		}
		received(messages);
		dropped(input);
		takeTokens(input.dropped(), now);
		this.buffers.update();
	}

	/**
	 * Finds the protocol, whose first bytes are left in the input.
	 * @param ended whether no more bytes will arrive
	 * @return whether it is known
	 */
	private boolean detect(ProtocolDetector<PoolContext> detector, FrameInput input, boolean ended) {
		try {
			PoolContext protocol = detector.detect(input, ended);
			if (protocol == null) {
				return false;
			}
			this.detector = null;
			this.framing = protocol.framing().forConnection();
			this.charset = protocol.settings().charset();
			this.messageType = protocol.endpoint().messageType();
			this.connection.handler().detected(protocol, this.framing);
			return true;
		}
		catch (TcpFramingException ex) {
			badFrame(ex);
			return false;
		}
	}

	private void received(int messages) {
		this.connection.counts().addReceivedMessages(messages);
		io().counters().add(IoCounters.Count.RECEIVED_MESSAGES, messages);
	}

	private @Nullable ConnectionExchanges expectedExchanges() {
		ConnectionExchanges exchanges = this.connection.knownExchanges();
		return (exchanges != null && exchanges.isAnyExpected()) ? exchanges : null;
	}

	/**
	 * Puts the payload of the next frame on the lane, unless it is an answer.
	 */
	private void put(FrameInput input, @Nullable ConnectionExchanges exchanges) {
		if (exchanges == null) {
			Object message = payload(input);
			input.advance();
			this.lane.put(message);
			return;
		}
		byte[] candidate = bytes(input);
		Object parsed = input.message();
		Object message = (this.messageType == MessageType.BYTES) ? candidate : payload(input);
		input.advance();
		// whoever gets the answer, or finds no exchange open, sees the messages before it
		this.lane.publish();
		if (!exchanges.answer(candidate, parsed)) {
			this.lane.put(message);
		}
	}

	private void dropped(FrameInput input) {
		int frames = input.dropped();
		if (frames > 0) {
			this.droppedFrames += frames;
			io().counters().add(IoCounters.Count.DROPPED_FRAMES, frames);
			if (logger.isDebugEnabled()) {
				logger.debug("Dropped invalid frames of " + this.connection.label() + ": " + frames);
			}
		}
	}

	/**
	 * Returns how many frames have ended, dropped ones included.
	 */
	long frames() {
		return this.connection.counts().receivedMessages() + this.droppedFrames;
	}

	/**
	 * Called on the lane: frames after the message being handled are decoded by another
	 * framing, {@code null} to undo that.
	 */
	void changeFraming(@Nullable TcpFraming changed) {
		this.nextFraming = changed;
	}

	private TcpFraming framing(FrameInput input) {
		TcpFraming next = this.nextFraming;
		// a message that is decoded in advance comes before the change, which is refused
		if (next != null && !this.lane.isFull()) {
			this.nextFraming = null;
			this.framing = next;
			input.searched(0);
		}
		return this.framing;
	}

	/**
	 * Returns whether the lane has room for a message; if not, pauses reading until it
	 * has.
	 */
	private boolean makeSureOfRoom() {
		if (!this.lane.isFull() || (readsAhead() && !this.lane.isFullOfBytes())) {
			return true;
		}
		this.lane.publish();
		this.gate.add(Cause.FULL_LANE);
		// the lane looks at the gate after it has made room: one of us sees the other
		if (hasRoomAgain()) {
			this.gate.remove(Cause.FULL_LANE);
			return true;
		}
		this.gate.pause();
		return false;
	}

	private boolean hasRoomAgain() {
		return this.lane.isHalfEmpty() || (readsAhead() && this.lane.isHalfEmptyOfBytes());
	}

	/**
	 * Returns whether frames are decoded although the lane has its number of messages:
	 * the handler may wait for an answer. That may be so before its command is written,
	 * since a client that waits until we read may not read either. A change of the
	 * framing is left to the lane.
	 */
	private boolean readsAhead() {
		return this.connection.openExchanges() > 0 && this.nextFraming == null;
	}

	/**
	 * Returns whether the connection may hold a further message, as much as other
	 * connections hold; if not, pauses reading until it may.
	 */
	private boolean makeSureOfShare(FrameInput input) {
		if (this.buffers.permits(bytesOf(input.length()))) {
			return true;
		}
		this.lane.publish();
		this.gate.add(Cause.FULL_POOL);
		this.gate.pause();
		return false;
	}

	/**
	 * Returns the number of bytes of a message at most: a character of a text may cost
	 * two.
	 */
	private int bytesOf(int length) {
		return (this.messageType == MessageType.TEXT) ? 2 * Math.min(length, Integer.MAX_VALUE / 2) : length;
	}

	/**
	 * With overflow {@code pause}: returns whether the rate limit allows a message now;
	 * if not, pauses reading until it does.
	 */
	private boolean makeSureOfToken(long now) {
		if (this.rate == null || this.rateOverflow != MessagesOverflow.PAUSE
				|| this.connection.closer().state() == State.CLOSED) {
			return true;
		}
		long wait = this.rate.waitNanos(now);
		if (wait <= 0) {
			return true;
		}
		this.gate.add(Cause.MESSAGE_RATE);
		this.gate.pause();
		io().loop().schedule(this::tokenAvailable, wait, TimeUnit.NANOSECONDS);
		return false;
	}

	private void tokenAvailable() {
		if (this.gate.isPausedBy(Cause.MESSAGE_RATE)) {
			this.gate.remove(Cause.MESSAGE_RATE);
			proceed();
			this.connection.handler().attend();
		}
	}

	/**
	 * Takes a token for a message. With overflow {@code disconnect}: returns whether
	 * there was one; if not, ends the input.
	 */
	private boolean takeToken(long now) {
		if (this.rate == null) {
			return true;
		}
		if (this.rateOverflow == MessagesOverflow.DISCONNECT && this.rate.waitNanos(now) > 0) {
			end(CloseReason.TOO_MANY_MESSAGES);
			return false;
		}
		this.rate.take(now);
		return true;
	}

	/**
	 * Takes tokens for frames that were dropped: they cost as much as messages.
	 */
	private void takeTokens(int frames, long now) {
		for (int i = 0; i < frames && this.ending == null && takeToken(now); i++) {
			// the next one
		}
	}

	private Object payload(FrameInput input) {
		Object parsed = input.message();
		if (parsed != null) {
			return new ParsedMessage(parsed, input.frameLength());
		}
		return (this.messageType == MessageType.TEXT) ? new String(input.array(),
				input.arrayOffset() + input.payloadStart(), input.payloadLength(), this.charset) : bytes(input);
	}

	private static byte[] bytes(FrameInput input) {
		int offset = input.arrayOffset() + input.payloadStart();
		return Arrays.copyOfRange(input.array(), offset, offset + input.payloadLength());
	}

	private void badFrame(TcpFramingException failure) {
		if (logger.isDebugEnabled()) {
			logger.debug("Closing " + this.connection.label() + ": " + LogSanitizer.of(failure.getMessage()));
		}
		this.failure = failure;
		end(failure.reason());
	}

	/**
	 * Returns the reply to the bytes that are no frame, once.
	 * @return the reply, {@code null} if there is none
	 */
	@Nullable Object takeLastReply() {
		if (this.lastReplyTaken || !(this.failure instanceof TcpFramingException framed)) {
			return null;
		}
		this.lastReplyTaken = true;
		return framed.reply();
	}

	/**
	 * Called when a codec of the application has failed.
	 */
	void codecFailed(Throwable failure) {
		this.failure = failure;
	}

	/**
	 * Returns why the bytes are no frame.
	 * @return the failure, {@code null} if they are or it is not known
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	private void framingFailed(RuntimeException failure) {
		this.connection.context()
			.failureLogger()
			.error(logger, () -> "Closing " + this.connection.label() + ", whose framing failed", failure);
		end(CloseReason.BAD_FRAME);
	}

	private void end(CloseReason reason) {
		discard();
		this.ending = reason;
	}

	/**
	 * Reads on if reading was paused by a full lane that has room again, or by a full
	 * pool.
	 */
	void resume() {
		this.buffers.update();
		if (this.gate.isPausedBy(Cause.FULL_POOL) && this.buffers.permits(bytesOf(this.partial.length()))) {
			this.gate.remove(Cause.FULL_POOL);
			proceed();
		}
		if (this.gate.isPausedBy(Cause.FULL_LANE) && hasRoomAgain()) {
			this.gate.remove(Cause.FULL_LANE);
			proceed();
		}
	}

	private void proceed() {
		if (this.gate.isPaused()) {
			return;
		}
		decodePartial();
		if (this.gate.isPaused()) {
			return;
		}
		if (this.inputEnd != null) {
			decodeLast(this.inputEnd);
		}
		else {
			this.gate.resume();
		}
	}

	/**
	 * Called when nothing more is read. What was read before is decoded, now or when the
	 * lane has room; then the input {@linkplain #ending() is ending}.
	 * @param reason why, {@link CloseReason#CLIENT} if the client has ended its stream;
	 * the first one wins
	 */
	void inputEnded(CloseReason reason) {
		if (this.inputEnd == null) {
			this.inputEnd = reason;
			if (!this.gate.isPaused()) {
				decodeLast(reason);
			}
		}
	}

	private void decodeLast(CloseReason reason) {
		if (this.ending != null) {
			return;
		}
		if (reason != CloseReason.CLIENT) {
			// the stream has broken off: what is left may be torn
			end(reason);
			return;
		}
		if (this.detector != null && this.partial.length() > 0 && !detectLast(this.detector)) {
			return;
		}
		FrameInput input = io().input();
		this.partial.open(input);
		try {
			// one that is dropped leaves nothing
			boolean incomplete = input.length() > 0 && !framing(input).last(input) && input.length() > 0;
			if (input.length() > 0 && !incomplete) {
				put(input, expectedExchanges());
				received(1);
			}
			dropped(input);
			end(incomplete ? CloseReason.INCOMPLETE_FRAME : CloseReason.CLIENT);
		}
		catch (TcpFramingException ex) {
			badFrame(ex);
		}
		catch (RuntimeException ex) {
			framingFailed(ex);
		}
	}

	/**
	 * Finds the protocol of the bytes that are all that will arrive, and decodes them.
	 * @return whether the input may end now
	 */
	private boolean detectLast(ProtocolDetector<PoolContext> detector) {
		FrameInput input = io().input();
		this.partial.open(input);
		if (!detect(detector, input, true)) {
			if (this.ending == null) {
				end(CloseReason.INCOMPLETE_FRAME);
			}
			return false;
		}
		decode(input);
		return this.ending == null && !this.gate.isPaused();
	}

	/**
	 * Discards what was read and not decoded, and goes on reading.
	 */
	void discardAndRead() {
		discard();
		this.gate.resume();
	}

	/**
	 * Discards what was read and not decoded, and every cause to pause.
	 */
	void discard() {
		this.partial.drop();
		this.gate.removeAll();
	}

	private IoContext io() {
		return this.connection.io();
	}

}
