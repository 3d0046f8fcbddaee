package io.netpool.tcp.server;

import java.security.Principal;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netty.channel.ChannelHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The TLS handshake of a connection: times it, and takes the session and the principal
 * from it. Confined to the connection's event loop.
 */
final class TlsHandshake {

	private static final Log logger = LogFactory.getLog(TlsHandshake.class);

	private final ServedConnection connection;

	private final SocketChannel channel;

	private long began;

	private boolean inProgress;

	TlsHandshake(ServedConnection connection, SocketChannel channel) {
		this.connection = connection;
		this.channel = channel;
	}

	/**
	 * Called before the handlers of the handshake get an event.
	 */
	void begin() {
		this.began = System.nanoTime();
		this.inProgress = true;
		this.connection.io().handshakes().begun();
	}

	/**
	 * Creates the handler that must precede the TLS handler.
	 */
	ChannelHandler gate() {
		return this.connection.io().handshakes().gate(this::isInProgress);
	}

	boolean isInProgress() {
		return this.inProgress;
	}

	/**
	 * Called when the handshake has ended. Only the first call counts: a handshake that
	 * fails before the server name is known may be reported twice.
	 * @param failure the failure, {@code null} if it succeeded
	 * @return whether the connection is encrypted from now on
	 */
	boolean end(@Nullable Throwable failure) {
		if (!this.inProgress) {
			return false;
		}
		this.inProgress = false;
		this.connection.io().handshakes().ended();
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
		if (failure instanceof NotSslRecordException) {
			this.connection.context().closeLogger().clearTextInTls(this.connection);
		}
		if (logger.isDebugEnabled()) {
			logger.debug("TLS handshake of " + this.connection.label() + " from " + this.connection.peer() + " failed: "
					+ LogSanitizer.of(failure.toString()));
		}
		this.connection.closer().record(CloseReason.TLS_ERROR);
		// the TLS handler sends its alert after this event
		this.channel.eventLoop().execute(() -> this.connection.closer().abort(CloseReason.TLS_ERROR));
	}

	/**
	 * Returns the subject of the client's certificate, {@code null} if it has sent none.
	 * An empty subject, which a certificate with alternative names may have (RFC 5280,
	 * section 4.1.2.6), names nobody: all such clients would be the same principal.
	 */
	private static @Nullable Principal peer(SSLEngine engine) {
		if (!engine.getNeedClientAuth() && !engine.getWantClientAuth()) {
			return null;
		}
		try {
			Principal subject = engine.getSession().getPeerPrincipal();
			return subject.getName().isEmpty() ? null : subject;
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
	}

}
