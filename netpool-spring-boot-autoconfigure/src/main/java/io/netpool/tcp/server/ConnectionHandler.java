package io.netpool.tcp.server;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.Principal;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpFraming;
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

	/**
	 * How long it is still read from after a drain began, so that requests which have
	 * arrived by then, but were not read yet, are answered too.
	 */
	private static final long LAST_READ_MILLIS = 50;

	/**
	 * How long it is still read from after its client was told a farewell: what the
	 * client sends before it reads that is under way for a round trip at most.
	 */
	private static final long FAREWELL_READ_MILLIS = 250;

	private final PoolContext pool;

	private final @Nullable TlsSettings tls;

	private final ServedConnection connection;

	private final Inbound inbound;

	private final OutboundWriter writer;

	private final SocketChannel channel;

	/**
	 * When the connection was there, where TLS begins with it.
	 */
	private long handshakeBegan;

	private boolean inHandshake;

	private boolean established;

	private boolean inputEnded;

	private boolean outputEnded;

	private boolean gone;

	private @Nullable Future<?> lingering;

	private @Nullable ConnectionTimeouts timeouts;

	ConnectionHandler(PoolContext pool, SocketChannel channel, IoThread io) {
		this.pool = pool;
		this.tls = pool.settings().tls();
		this.channel = channel;
		this.connection = new ServedConnection(pool, channel, io, this);
		TcpFraming framing = pool.framing().forConnection();
		this.inbound = new Inbound(pool, this.connection, channel.config(), framing);
		this.writer = new OutboundWriter(this.connection, framing);
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
			beginHandshake();
		}
		else {
			establish();
		}
		context.fireChannelActive();
	}

	private void beginHandshake() {
		this.handshakeBegan = System.nanoTime();
		this.inHandshake = true;
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
		beginHandshake();
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
		if (event instanceof SslHandshakeCompletionEvent handshake) {
			handshakeEnded(handshake.cause());
		}
		else if (event instanceof SniCompletionEvent sni && !sni.isSuccess()) {
			handshakeEnded(sni.cause());
		}
		else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
			endInput();
		}
		context.fireUserEventTriggered(event);
	}

	/**
	 * The first time it is told: one that fails before the server's name is known may be
	 * told twice.
	 */
	private void handshakeEnded(@Nullable Throwable failure) {
		if (!this.inHandshake) {
			return;
		}
		this.inHandshake = false;
		this.pool.counters().handshakeTimes().add(failure, System.nanoTime() - this.handshakeBegan);
		if (failure == null) {
			SslHandler ssl = this.channel.pipeline().get(SslHandler.class);
			this.connection.secured(ssl.engine().getSession(), ssl.applicationProtocol());
			identify(peer(ssl.engine()));
			if (this.established) {
				this.connection.lane().secured();
				this.writer.secured();
			}
			else {
				establish();
			}
		}
		else {
			logger.debug("TLS handshake of connection {} from {} failed: {}", this.connection.id(),
					this.connection.remoteAddress(), LogText.of(failure.toString()));
			this.connection.because(CloseReason.TLS_ERROR);
			// the TLS handler sends its alert after this event
			this.channel.eventLoop().execute(() -> this.connection.end(CloseReason.TLS_ERROR));
		}
	}

	private void identify(@Nullable Principal peer) {
		if (peer != null) {
			this.connection.principal(peer);
		}
	}

	/**
	 * Whom the client's certificate names, {@code null} where it has shown none.
	 */
	private static @Nullable Principal peer(SSLEngine engine) {
		if (!engine.getNeedClientAuth() && !engine.getWantClientAuth()) {
			return null;
		}
		try {
			return engine.getSession().getPeerPrincipal();
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
	}

	private void endInput() {
		if (this.inputEnded) {
			return;
		}
		this.inputEnded = true;
		if (this.outputEnded || !this.established || this.inHandshake) {
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
			logger.debug("Connection {} was lost: {}", this.connection.id(), LogText.of(cause.toString()));
			this.connection.end(CloseReason.NETWORK_ERROR);
		}
		else if (cause instanceof DecoderException || cause instanceof SSLException) {
			logger.debug("Connection {} is closed: {}", this.connection.id(), LogText.of(cause.toString()));
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
		if (this.inHandshake) {
			handshakeEnded(new ClosedChannelException());
		}
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
		Outbound outbound = this.connection.outbound();
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
		byte[] farewell = this.pool.settings().farewell();
		if (farewell != null) {
			this.channel.eventLoop().execute(() -> tell(farewell));
		}
		else {
			endIn(LAST_READ_MILLIS);
		}
	}

	/**
	 * A client that is told is read from until it has been told, and a moment longer:
	 * what it sends before it has read the farewell is answered too.
	 */
	private void tell(byte[] farewell) {
		boolean canBeTold = this.established && !this.inHandshake && this.connection.reason() == null && !this.gone;
		if (!canBeTold) {
			endIn(LAST_READ_MILLIS);
		}
		else if (this.connection.tell(farewell)) {
			endIn(FAREWELL_READ_MILLIS);
		}
		else {
			this.channel.eventLoop().schedule(() -> tell(farewell), LAST_READ_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void endIn(long millis) {
		this.channel.eventLoop().schedule(() -> {
			if (this.established) {
				this.connection.finish(CloseReason.SHUTDOWN);
			}
			else {
				this.connection.end(CloseReason.SHUTDOWN);
			}
		}, millis, TimeUnit.MILLISECONDS);
	}

}
