package io.netpool.tcp.server;

import java.security.Principal;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The TLS handshake of a connection: how long it takes, and what it tells of the client.
 * It belongs to the connection's I/O thread.
 */
final class TlsHandshake {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(TlsHandshake.class);

	private final ServedConnection connection;

	private final SocketChannel channel;

	private long began;

	private boolean inProgress;

	TlsHandshake(ServedConnection connection, SocketChannel channel) {
		this.connection = connection;
		this.channel = channel;
	}

	void begin() {
		this.began = System.nanoTime();
		this.inProgress = true;
	}

	boolean isInProgress() {
		return this.inProgress;
	}

	/**
	 * It has ended. Only the first time counts: one that fails before the server's name
	 * is known may be told twice.
	 * @param failure why it failed, {@code null} if it did not
	 * @return whether the connection is secure from now on
	 */
	boolean end(@Nullable Throwable failure) {
		if (!this.inProgress) {
			return false;
		}
		this.inProgress = false;
		this.connection.context().counters().handshakeTimes().add(failure, System.nanoTime() - this.began);
		if (failure != null) {
			failed(failure);
			return false;
		}
		SslHandler ssl = this.channel.pipeline().get(SslHandler.class);
		this.connection.secured(ssl.engine().getSession(), ssl.applicationProtocol());
		Principal peer = peer(ssl.engine());
		if (peer != null) {
			this.connection.principal(peer);
		}
		return true;
	}

	private void failed(Throwable failure) {
		logger.debug("TLS handshake of connection {} from {} failed: {}", this.connection.id(),
				this.connection.remoteAddress(), LogSanitizer.of(failure.toString()));
		this.connection.because(CloseReason.TLS_ERROR);
		// the TLS handler sends its alert after it has told this
		this.channel.eventLoop().execute(() -> this.connection.end(CloseReason.TLS_ERROR));
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

}
