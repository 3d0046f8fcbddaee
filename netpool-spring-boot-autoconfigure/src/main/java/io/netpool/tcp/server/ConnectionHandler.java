package io.netpool.tcp.server;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.settings.TlsSettings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection on its I/O thread: its events, from its beginning to its end.
 * <p>
 * It ends in three ways. A client that ends its stream, a bad frame and a drain let the
 * lane handle what came before, then everything is sent, then the connection closes.
 * {@code close()} by the application does the same without further messages. An abort and
 * a lost connection close at once.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(ConnectionHandler.class);

	/**
	 * How long a client is given, after everything was sent and our side of the stream
	 * ended, to end its side. Closing before could answer what it still sends with a
	 * reset, which destroys what it has not read yet (RFC 1122, section 4.2.2.13).
	 */
	private static final long LINGER_MILLIS = 1000;

	private final PoolContext pool;

	private final @Nullable TlsSettings tls;

	private final ServedConnection connection;

	private final FrameReader inbound;

	private final FrameWriter writer;

	private final TlsHandshake handshake;

	private final SocketChannel channel;

	private boolean established;

	private boolean inputEnded;

	private boolean outputEnded;

	private boolean gone;

	private @Nullable Future<?> lingering;

	private @Nullable ConnectionTimeouts timeouts;

	ConnectionHandler(PoolContext pool, SocketChannel channel, IoContext io) {
		this.pool = pool;
		this.tls = pool.settings().tls();
		this.channel = channel;
		this.connection = new ServedConnection(pool, channel, io, this);
		this.handshake = new TlsHandshake(this.connection, channel);
		TcpFraming framing = pool.framing().forConnection();
		this.inbound = new FrameReader(pool, this.connection, channel.config(), framing);
		this.writer = new FrameWriter(this.connection, framing);
	}

	ServedConnection connection() {
		return this.connection;
	}

	/**
	 * The lane: change the framing of what comes behind the message that is being
	 * handled.
	 */
	void change(TcpFraming framing) {
		this.inbound.change(framing);
	}

	/**
	 * Any thread: whether reading waits for the lane.
	 */
	boolean awaitsLane() {
		return this.inbound.awaitsLane();
	}

	/**
	 * Any thread: whether reading is paused for the lane's or the rate's sake.
	 */
	boolean isReadingPaused() {
		return this.inbound.isPaused();
	}

	/**
	 * I/O thread: whether messages are exchanged.
	 */
	boolean isInConversation() {
		return this.established && !this.handshake.isInProgress() && !this.gone;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.writer.open(context);
		this.pool.registry().add(this.connection);
		if (this.pool.registry().isClosed()) {
			drain();
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
	 * Start TLS: everything that was written went out in the clear, or will, and nothing
	 * that was read in the clear is left.
	 */
	void startTls() {
		if (this.tls == null || this.gone) {
			return;
		}
		this.inbound.dropBeforeTls();
		this.handshake.begin();
		this.channel.pipeline().addFirst(this.tls.newHandler(this.channel));
	}

	private void establish() {
		this.established = true;
		this.timeouts = this.connection.io().timeouts().watch(this.connection, this.inbound, this.writer);
		this.connection.lane().open();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf buffer = (ByteBuf) message;
		try {
			if (this.connection.reason() == null) {
				this.inbound.read(buffer);
			}
		}
		finally {
			buffer.release();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		this.connection.lane().publish();
		if (this.inbound.ending() != null) {
			attend();
		}
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
			endInput();
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

	private void endInput() {
		if (this.inputEnded) {
			return;
		}
		this.inputEnded = true;
		if (this.outputEnded || !isInConversation()) {
			close();
			return;
		}
		this.inbound.end();
		attend();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		attend();
		context.fireChannelWritabilityChanged();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof IOException && !(cause instanceof SSLException)) {
			logger.debug("Connection {} was lost: {}", this.connection.id(), LogSanitizer.of(cause.toString()));
			this.connection.end(CloseReason.NETWORK_ERROR);
		}
		else if (cause instanceof DecoderException || cause instanceof SSLException) {
			logger.debug("Connection {} is closed: {}", this.connection.id(), LogSanitizer.of(cause.toString()));
			// TLS wraps its own; what is left is a codec's of the application
			boolean tlsError = cause instanceof SSLException || cause.getCause() instanceof SSLException;
			this.connection.end(tlsError ? CloseReason.TLS_ERROR : CloseReason.BAD_FRAME);
		}
		else {
			this.connection.broken(cause);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.gone) {
			return;
		}
		this.gone = true;
		this.handshake.end(new ClosedChannelException());
		CloseReason known = this.connection.reason();
		CloseReason reason = (known != null) ? known : CloseReason.CLIENT;
		this.pool.counters().closed(reason).increment();
		this.pool.forcedCloses().ended(this.connection, reason);
		if (this.lingering != null) {
			this.lingering.cancel(false);
		}
		if (this.timeouts != null) {
			this.connection.io().timeouts().forget(this.timeouts);
		}
		this.connection.closed();
		this.inbound.drop();
		this.writer.drop();
		this.connection.lane().publish();
		this.connection.lane().unstall();
		this.connection.lane().end(reason);
		context.fireChannelInactive();
	}

	/**
	 * Do what another thread asked for: send what is queued, read on if there is room,
	 * end if it is time.
	 */
	void attend() {
		if (this.gone) {
			return;
		}
		this.writer.flush();
		this.inbound.resume();
		this.connection.lane().publish();
		CloseReason reason = this.inbound.ending();
		if (reason != null && this.connection.reason() == null
				&& !(reason == CloseReason.CLIENT && this.pool.settings().socket().halfClose())) {
			this.connection.finish(reason);
		}
		if (this.connection.reason() != null) {
			endOutputIfDone();
		}
	}

	private void endOutputIfDone() {
		Lane lane = this.connection.lane();
		boolean handled = lane.isDiscarding() || (lane.isQuiet() && !this.inbound.isPaused());
		if (this.outputEnded || !handled) {
			return;
		}
		OutboundQueue outbound = this.connection.outbound();
		if (!outbound.isEmpty()) {
			return;
		}
		outbound.close();
		this.outputEnded = true;
		if (this.inputEnded || !this.established) {
			close();
		}
		else {
			linger();
		}
	}

	/**
	 * End our side of the stream, and wait for the client to end its side; what it still
	 * sends is dropped.
	 */
	private void linger() {
		this.inbound.drop();
		this.channel.config().setAutoRead(true);
		SslHandler ssl = (this.tls != null) ? this.channel.pipeline().get(SslHandler.class) : null;
		if (ssl != null) {
			ssl.closeOutbound().addListener((future) -> this.channel.shutdownOutput());
		}
		else {
			this.channel.shutdownOutput();
		}
		this.lingering = this.channel.eventLoop().schedule(this::close, LINGER_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void close() {
		this.channel.close();
	}

	/**
	 * Any thread: close now, and drop what was not sent. It goes around the pipeline,
	 * where TLS would first try to say farewell to a client that may not read.
	 */
	void closeSoon() {
		try {
			// never at once: the caller may be a handler that runs on this I/O thread
			this.channel.eventLoop().execute(() -> this.channel.unsafe().close(this.channel.voidPromise()));
		}
		catch (RejectedExecutionException ex) {
			// the pool has stopped, and closed every connection
		}
	}

	/**
	 * Any thread: take no further messages, and end when those that came have been
	 * answered.
	 */
	void drain() {
		new ConnectionDrain(this.connection, this.channel.eventLoop()).begin();
	}

}
