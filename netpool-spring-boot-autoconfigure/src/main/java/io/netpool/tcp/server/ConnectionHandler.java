package io.netpool.tcp.server;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import javax.net.ssl.SSLException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.ConnectionCloser.State;
import io.netpool.tcp.server.exchange.ConnectionExchanges;
import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netpool.tcp.server.settings.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Handles the events of a connection on its event loop, from its beginning to its end.
 * <p>
 * The end of the client's stream, an invalid frame, a timeout and a drain finish the
 * connection ({@link ConnectionCloser}). A network error or TLS error closes the socket;
 * what was received before is decoded and handled all the same.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(ConnectionHandler.class);

	private final PoolContext pool;

	private final @Nullable TlsSettings tls;

	private final ServedConnection connection;

	private final ConnectionCloser closer;

	private final FrameReader reader;

	private final FrameWriter writer;

	private final TlsHandshake handshake;

	private final SocketChannel channel;

	private boolean established;

	private boolean inputEnded;

	/**
	 * Whether the lane has not been closed yet although the socket is.
	 */
	private boolean closesLane;

	private @Nullable ConnectionTimeouts timeouts;

	ConnectionHandler(PoolContext pool, SocketChannel channel, IoContext io) {
		this.pool = pool;
		this.tls = pool.settings().tls();
		this.channel = channel;
		this.connection = new ServedConnection(pool, channel, io, this);
		this.closer = this.connection.closer();
		this.handshake = new TlsHandshake(this.connection, channel);
		TcpFraming framing = pool.framing().forConnection();
		this.reader = new FrameReader(pool, this.connection, channel.config(), framing);
		this.writer = new FrameWriter(this.connection, framing);
	}

	TlsHandshake handshake() {
		return this.handshake;
	}

	ServedConnection connection() {
		return this.connection;
	}

	FrameReader reader() {
		return this.reader;
	}

	/**
	 * Returns the timeout that has expired when the connection is closed for a reason.
	 * @return the timeout, {@code null} if the reason is none
	 */
	@Nullable Duration timeout(CloseReason reason) {
		return (this.timeouts != null) ? this.timeouts.of(reason) : null;
	}

	/**
	 * Returns whether messages can be exchanged: the connection is established, and in no
	 * TLS handshake.
	 */
	boolean isExchangingMessages() {
		return this.established && !this.handshake.isInProgress() && !isClosed();
	}

	private boolean isClosed() {
		return this.closer.state() == State.CLOSED;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.writer.open(context);
		ConnectionRegistry registry = this.pool.registry();
		registry.add(this.connection);
		if (registry.isStopped()) {
			// an event loop that ends no longer runs scheduled tasks
			this.closer.abort(CloseReason.SHUTDOWN);
		}
		else if (registry.isClosed()) {
			drain(CloseReason.SHUTDOWN);
		}
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		if (this.pool.settings().tlsAtOnce() != null) {
			this.handshake.begin();
		}
		else {
			establish();
		}
		context.fireChannelActive();
	}

	/**
	 * Starts TLS: everything before it has been or will be written in the clear, and
	 * nothing that was read in the clear is kept.
	 */
	void startTls() {
		if (this.tls == null || isClosed()) {
			return;
		}
		if (this.inputEnded) {
			// the client cannot answer, and nothing may be read from it; it may still
			// read
			this.reader.discard();
			this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> this.closer.closeSocket());
			return;
		}
		this.reader.discardAndRead();
		this.handshake.begin();
		this.channel.pipeline().addFirst(this.handshake.gate(), this.tls.newHandler(this.channel));
	}

	private void establish() {
		this.established = true;
		if (this.connection.io().timeouts().isNeeded()) {
			timeouts();
		}
		this.reader.buffers().open();
		if (this.pool.detector() == null) {
			this.connection.lane().open();
		}
	}

	/**
	 * Called when the first bytes have told the protocol, which serves the connection.
	 * @param protocol the pool with what is the protocol's own
	 * @param framing the framing of the connection
	 */
	void detected(PoolContext protocol, TcpFraming framing) {
		this.connection.detected(protocol);
		this.writer.detected(framing);
		this.connection.lane().open();
	}

	/**
	 * Any thread: changes a timeout of this connection.
	 * @param timeout the timeout, zero to disable it
	 * @param change changes it, on the event loop
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	void changeTimeout(Duration timeout, BiConsumer<ConnectionTimeouts, @Nullable Duration> change) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("A timeout must not be negative: " + timeout);
		}
		try {
			this.channel.eventLoop().execute(() -> {
				if (!isClosed()) {
					change.accept(timeouts(), timeout.isZero() ? null : timeout);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// the pool has stopped, and closed every connection
		}
	}

	private ConnectionTimeouts timeouts() {
		ConnectionTimeouts known = this.timeouts;
		if (known == null) {
			known = this.connection.io().timeouts().watch(this.connection, this.reader, this.writer);
			this.timeouts = known;
		}
		return known;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf buffer = (ByteBuf) message;
		try {
			if (this.closer.isReading()) {
				this.reader.read(buffer);
			}
		}
		finally {
			buffer.release();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		this.connection.lane().publish();
		// called before Netty acts on the end of the stream
		closeAtEnd(isAtRest(context));
		if (this.reader.ending() != null) {
			attend();
		}
	}

	/**
	 * Has Netty close the socket at the end of the client's stream, which saves the
	 * system calls for shutting down the input of a socket that is closed next.
	 */
	private void closeAtEnd(boolean closesAtEnd) {
		SocketChannelConfig config = this.channel.config();
		if (config.isAllowHalfClosure() == closesAtEnd) {
			config.setAllowHalfClosure(!closesAtEnd);
		}
	}

	/**
	 * Returns whether the end of the client's stream would leave nothing to be done but
	 * to close the socket. Handlers before this one, such as for TLS, may hold data; and
	 * with io_uring Netty acts on the end of the stream before
	 * {@link #channelReadComplete}.
	 */
	private boolean isAtRest(ChannelHandlerContext context) {
		PoolSettings settings = this.pool.settings();
		return context.pipeline().firstContext() == context && settings.transport() != Transport.IO_URING
				&& !settings.socket().halfClose() && !this.closer.isClosing() && this.reader.ending() == null
				&& !this.reader.isWithinFrame() && this.connection.openExchanges() == 0 && isFinished();
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof SslHandshakeCompletionEvent completion) {
			handshakeEnded(completion.cause());
		}
		else if (event instanceof SniCompletionEvent sni && !sni.isSuccess()) {
			handshakeEnded(sni.cause());
		}
		else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
			inputEnded();
		}
		context.fireUserEventTriggered(event);
	}

	private void handshakeEnded(@Nullable Throwable failure) {
		if (!this.handshake.end(failure)) {
			return;
		}
		if (this.established) {
			this.connection.lane().secured();
			this.writer.secured();
		}
		else {
			establish();
		}
	}

	private void inputEnded() {
		if (this.inputEnded) {
			return;
		}
		this.inputEnded = true;
		if (this.closer.state() == State.LINGERING || !isExchangingMessages()) {
			this.closer.closeSocket();
			return;
		}
		this.reader.inputEnded(this.closer.hasOutputFailed() ? CloseReason.NETWORK_ERROR : CloseReason.CLIENT);
		attend();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		// a flush goes on by itself, and what it writes is pending until the write
		// returns
		if (!this.writer.isWriting()) {
			attend();
		}
		context.fireChannelWritabilityChanged();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		boolean codec = cause instanceof DecoderException;
		if (cause instanceof SSLException || (codec && cause.getCause() instanceof SSLException)) {
			lost(CloseReason.TLS_ERROR, cause);
		}
		else if (cause instanceof IOException) {
			lost(CloseReason.NETWORK_ERROR, cause);
		}
		else if (codec) {
			badFrame(cause);
		}
		else {
			this.connection.fail(cause);
		}
	}

	/**
	 * Closes the socket: nothing more can be received or sent.
	 */
	private void lost(CloseReason reason, Throwable cause) {
		logClosing(cause);
		this.inputEnded = true;
		this.reader.inputEnded(reason);
		this.connection.lane().publish();
		this.closer.lost(reason);
	}

	/**
	 * Called when a codec of the application has failed: messages before it are handled.
	 */
	private void badFrame(Throwable cause) {
		logClosing(cause);
		this.reader.codecFailed(cause);
		this.reader
			.inputEnded((cause instanceof TooLongFrameException) ? CloseReason.FRAME_TOO_LONG : CloseReason.BAD_FRAME);
		attend();
	}

	private void logClosing(Throwable cause) {
		if (logger.isDebugEnabled()) {
			logger.debug("Closing " + this.connection.label() + ": " + LogSanitizer.of(cause.toString()));
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (isClosed()) {
			return;
		}
		if (this.handshake.isInProgress()) {
			this.handshake.end(new ClosedChannelException());
		}
		CloseReason reason = this.connection.closed();
		this.pool.counters().closed(reason).increment();
		if (this.timeouts != null) {
			this.connection.io().timeouts().forget(this.timeouts);
		}
		this.reader.inputEnded(CloseReason.NETWORK_ERROR);
		this.writer.discard();
		this.connection.lane().unstall();
		this.connection.lane().connectionLost();
		this.closesLane = true;
		closeLane();
		this.pool.closeLogger().closed(this.connection, reason);
		context.fireChannelInactive();
	}

	/**
	 * Closes the lane of a connection whose socket is closed, once everything that was
	 * received is on it.
	 */
	private void closeLane() {
		Lane lane = this.connection.lane();
		if (lane.isDiscarding()) {
			this.reader.discard();
		}
		else {
			this.reader.resume();
		}
		lane.publish();
		closeExchanges();
		if (this.closesLane && !this.reader.gate().isPaused()) {
			this.closesLane = false;
			lane.close(Objects.requireNonNull(this.closer.reason()));
		}
		this.reader.buffers().closed();
	}

	/**
	 * Does what another thread asked for: writes what is queued, reads on if there is
	 * room, and closes the connection if it is time.
	 */
	void attend() {
		if (isClosed()) {
			closeLane();
			return;
		}
		this.writer.flush();
		this.reader.resume();
		this.connection.lane().publish();
		CloseReason reason = this.reader.ending();
		if (reason != null && !this.closer.isClosing()
				&& !(reason == CloseReason.CLIENT && this.pool.settings().socket().halfClose())) {
			this.closer.finish(reason);
		}
		closeExchanges();
		CloseReason last = this.connection.laneOwner().repliedLast();
		if (last != null && !this.reader.isWithinFrame() && isFinished()) {
			this.closer.record(last);
		}
		if (this.closer.isFinishing() && isFinished() && !isSendingLastReply()) {
			endOutput();
		}
	}

	/**
	 * Ends the exchanges of a connection that no further message is decoded of.
	 */
	private void closeExchanges() {
		ConnectionExchanges exchanges = this.connection.knownExchanges();
		if (exchanges == null || this.reader.gate().isPaused()
				|| (this.reader.ending() == null && this.closer.isReading())) {
			return;
		}
		CloseReason reason = this.closer.reason();
		exchanges.close((reason != null) ? reason : Objects.requireNonNull(this.reader.ending()));
	}

	/**
	 * Sends the reply to bytes that are no frame, after those to all messages before.
	 * @return whether it has not been written yet
	 */
	private boolean isSendingLastReply() {
		Object reply = this.reader.takeLastReply();
		if (reply == null || this.connection.lane().isDiscarding()) {
			return false;
		}
		this.connection.outbound().reply(this.connection.context().encode(reply));
		this.writer.flush();
		return !isFinished();
	}

	/**
	 * Returns whether every message was handled or discarded, and everything queued was
	 * written.
	 */
	private boolean isFinished() {
		Lane lane = this.connection.lane();
		if (this.closer.hasOutputFailed() && this.closer.isReading()) {
			return this.reader.ending() != null;
		}
		boolean handled = lane.isDiscarding() || (lane.isIdle() && !this.reader.gate().isPaused());
		return handled && this.connection.outbound().isEmpty();
	}

	private void endOutput() {
		this.connection.outbound().close();
		if (this.inputEnded || !this.established || this.closer.hasOutputFailed()) {
			this.closer.closeSocket();
		}
		else {
			// what the client still sends is discarded
			this.reader.discardAndRead();
			this.closer.linger();
		}
	}

	/**
	 * Any thread: accepts no further message, and closes the connection after those that
	 * were received have been handled.
	 */
	void drain(CloseReason reason) {
		new ConnectionDrain(this.connection, this.channel.eventLoop(), reason).begin();
	}

}
