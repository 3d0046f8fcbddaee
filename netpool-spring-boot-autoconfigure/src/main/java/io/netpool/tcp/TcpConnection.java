package io.netpool.tcp;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * A client's connection, from the moment an acceptor took it until it is closed.
 * <p>
 * Every method may be called from any thread.
 *
 * @since 0.1.0
 */
public interface TcpConnection {

	/**
	 * A name for this connection, unique among all connections of the application.
	 * @return the identifier, short enough for a log line
	 */
	String id();

	/**
	 * The name of the acceptor pool that serves this connection.
	 * @return the pool's name
	 */
	String pool();

	/**
	 * The client's address.
	 * @return the address, also after the connection was closed
	 */
	InetSocketAddress remoteAddress();

	/**
	 * The address the client connected to.
	 * @return the address, also after the connection was closed
	 */
	InetSocketAddress localAddress();

	/**
	 * What the application remembers of this connection. The map is empty at first, and
	 * is dropped with the connection.
	 * @return a mutable map that holds no {@code null}
	 */
	ConcurrentMap<String, Object> attributes();

	/**
	 * Whether messages can still be sent.
	 * @return {@code false} as soon as {@link #close()} or {@link #abort()} was called or
	 * the connection was lost
	 */
	boolean isOpen();

	/**
	 * Sends a message, framed like a reply. Messages leave in the order of these calls;
	 * those that a handler sends leave before the reply it returns.
	 * <p>
	 * What a client does not read waits in memory, up to
	 * {@code netpool.tcp.outbound.max-pending} bytes. Above that
	 * {@code netpool.tcp.outbound.overflow} decides: {@code wait} holds the calling
	 * thread until the client has read enough (an I/O thread is never held: there the
	 * message is not sent), {@code disconnect} closes the connection.
	 * @param message a {@link CharSequence}, a {@code byte[]}, a
	 * {@link java.nio.ByteBuffer}, or anything that a {@link TcpMessageConverter} can
	 * write; it must not be changed afterwards
	 * @return completes when the message was written to the socket, and exceptionally
	 * with a {@link TcpSendException} when it was not
	 * @throws IllegalArgumentException if the message is of another type
	 * @throws TcpConversionException if the message can't be converted
	 */
	CompletionStage<Void> send(Object message);

	/**
	 * Join a group, to be sent what is sent to it. The connection leaves its groups when
	 * it is closed.
	 * @param group the group's name
	 */
	void join(String group);

	/**
	 * Leave a group. Has no effect if the connection has not joined it.
	 * @param group the group's name
	 */
	void leave(String group);

	/**
	 * The groups that the connection has joined.
	 * @return their names at this moment, in no particular order
	 */
	Set<String> groups();

	/**
	 * Bind the connection to a value by which {@link TcpConnections#bound} finds it, such
	 * as a device's number, until it is closed or bound to another value of the same key.
	 * @param key what kind of value it is
	 * @param value the value, which has {@code equals} and {@code hashCode}
	 */
	void identify(String key, Object value);

	/**
	 * Who the client is: whom its certificate names, or whom the application has found.
	 * @return the principal, {@code null} while the client is anonymous
	 */
	@Nullable Principal principal();

	/**
	 * Remember who the client is.
	 * @param principal the principal, {@code null} for an anonymous client
	 */
	void principal(@Nullable Principal principal);

	/**
	 * The TLS session, which knows the protocol, the cipher suite and the certificates.
	 * @return the session, {@code null} if the connection is not secured
	 */
	@Nullable SSLSession tlsSession();

	/**
	 * The application protocol that the client and
	 * {@code netpool.tcp.ssl.application-protocols} agreed on (ALPN, RFC 7301).
	 * @return the protocol's name, {@code null} if there is none
	 */
	@Nullable String applicationProtocol();

	/**
	 * What the connection has counted so far.
	 * @return the numbers at about this moment
	 */
	TcpConnectionStatistics statistics();

	/**
	 * Change the framing: from the frame behind the message that is being handled, also
	 * when its bytes are already here. What is sent changes behind the reply to that
	 * message.
	 * <p>
	 * It is for handlers, on the connection's lane. It needs
	 * {@code netpool.tcp.handler.queue} to be 1, since with more, frames that come behind
	 * are cut in advance.
	 * @param framing the framing, which is asked for its
	 * {@link TcpFraming#forConnection()}
	 * @throws IllegalStateException if called elsewhere, or with another queue
	 */
	void changeFraming(TcpFraming framing);

	/**
	 * Start TLS on a connection that began in the clear, as STARTTLS of SMTP, IMAP and
	 * XMPP does: the reply is sent in the clear, and everything after it, what is sent
	 * from now on included, in TLS. What the client has sent in the clear behind the
	 * message that is being handled is never handled: somebody else may have put it there
	 * (CVE-2011-0411). The connection stays the same, with its attributes and its
	 * principal, unless the client shows a certificate.
	 * <p>
	 * It is for handlers, on the connection's lane. If the handshake fails, the
	 * connection is closed with {@link CloseReason#TLS_ERROR}.
	 * @param reply what tells the client to begin, of a type that {@link #send} takes
	 * @throws IllegalStateException if called elsewhere, if TLS has started already, if
	 * {@code netpool.tcp.ssl.start-tls} is not set, or if the pool has Netty's codecs
	 * @throws IllegalArgumentException if the reply is of another type
	 */
	void startTls(Object reply);

	/**
	 * Closes the connection after everything sent before has been written. No further
	 * message is handled. Calling it again has no effect.
	 */
	void close();

	/**
	 * Closes the connection now. What has not been written is dropped, and the client may
	 * see a reset. Calling it again has no effect.
	 */
	void abort();

}
