package io.netpool.tcp;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * A connection of a client, from its admission by an acceptor until it is closed.
 * <p>
 * Every method may be called from any thread.
 *
 * @since 0.1.0
 */
public interface TcpConnection {

	/**
	 * Returns the identifier of this connection, such as {@code k3f9a2x7-1c}: eight
	 * random characters per process, and the number of the connection within it.
	 * @return the identifier, unique across instances and restarts of the application
	 */
	String id();

	/**
	 * Returns the name of the acceptor pool that serves this connection.
	 * @return the pool's name
	 */
	String pool();

	/**
	 * Returns the client's address; behind a trusted proxy, the one from the PROXY
	 * header.
	 * @return the address, also after the connection was closed; {@code 0.0.0.0:0} if the
	 * client had disconnected before the system was asked for it
	 */
	InetSocketAddress remoteAddress();

	/**
	 * Returns the local address that the client is connected to.
	 * @return the address, also after the connection was closed
	 */
	InetSocketAddress localAddress();

	/**
	 * Returns the attributes that the application stores with this connection. The map is
	 * initially empty.
	 * @return a mutable, thread-safe map that does not permit {@code null}
	 */
	ConcurrentMap<String, Object> attributes();

	/**
	 * Returns what the application knows about this connection, as an object of its own
	 * class. It is created if this connection has none yet, and kept as the attribute
	 * with the name of the class.
	 * @param <T> class of the state
	 * @param type class of the state, which is annotated with {@link TcpConnectionState}
	 * @return the same object for each call
	 * @throws IllegalArgumentException if the class is not annotated, or has another
	 * constructor than {@link TcpConnectionState} allows
	 */
	default <T> T state(Class<T> type) {
		return ConnectionStates.get(this, type);
	}

	/**
	 * Returns whether messages can be sent.
	 * @return {@code false} as soon as {@link #close()} or {@link #abort()} was called or
	 * the connection was lost
	 */
	boolean isOpen();

	/**
	 * Sends a message, framed like a reply. Messages leave in the order of these calls;
	 * those that a handler sends leave before the reply it returns.
	 * <p>
	 * Bytes that the client does not read are kept in memory, up to
	 * {@code netpool.tcp.outbound.max-pending}, where each message counts 64 bytes more
	 * than its payload. Above that limit {@code netpool.tcp.outbound.overflow} applies:
	 * {@code wait} blocks the calling thread until the client has read enough (on an I/O
	 * thread, the message is not sent instead), {@code disconnect} closes the connection.
	 * @param message a {@link CharSequence}, a {@code char[]}, a {@code byte[]}, a
	 * {@link java.nio.ByteBuffer}, or an object that a {@link TcpMessageConverter}
	 * supports; it must not be modified afterwards
	 * @return completes when the message was written to the socket, and exceptionally
	 * with a {@link TcpSendException} when it was not. It completes on an I/O thread:
	 * continue with its {@code Async} methods if the continuation may block
	 * @throws IllegalArgumentException if the message is of another type
	 * @throws TcpConversionException if the message can't be converted
	 */
	CompletionStage<Void> send(Object message);

	/**
	 * Sends a command and awaits the client's answer, as
	 * {@link #exchange(Object, Class, Predicate, Duration)} does, for
	 * {@code netpool.tcp.exchange.timeout}.
	 * @param <T> the type of the answer
	 * @param command as there
	 * @param type as there
	 * @param isAnswer as there
	 * @return as there
	 */
	<T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer);

	/**
	 * Sends a command and awaits the client's answer: the first message, received after
	 * the command was written, that can be converted to a type and passes a predicate. It
	 * is passed to no {@link TcpHandler}; all other messages are, in order. Several
	 * exchanges may be open, up to {@code netpool.tcp.exchange.max-open}, and be answered
	 * in any order. A message answers at most one: the first that was opened of those
	 * that it could answer.
	 * <p>
	 * The predicate and the conversion are called on the connection's I/O thread for each
	 * message that is received while the exchange is open. They must not block. If one
	 * throws an exception, the message is no answer, and the exception is logged unless
	 * it is a {@link TcpConversionException}.
	 * <p>
	 * A handler of the same connection may return the stage, or wait for it on a virtual
	 * or platform thread: an answer overtakes the messages that are queued. On an I/O
	 * thread, methods of the stage that wait throw an {@link IllegalStateException}.
	 * Cancelling the stage ends the exchange, and discards its command if it has not been
	 * written.
	 * @param <T> the type of the answer
	 * @param command as in {@link #send(Object)}, which describes how it is sent; for
	 * room, this method waits until the timeout at most
	 * @param type {@link String}, {@code byte[]}, {@link java.nio.ByteBuffer} or a class
	 * that a {@link TcpMessageConverter} supports; the answer is not validated
	 * @param isAnswer returns whether a message is the answer. It must not modify it
	 * @param timeout the maximum time until the answer is received, from this call on
	 * @return completes with the answer, and exceptionally with a
	 * {@link TcpExchangeException}. It completes on an I/O thread: continue with its
	 * {@code Async} methods if the continuation may block
	 * @throws IllegalArgumentException if the command or the answer is of another type,
	 * or the timeout is not positive
	 * @throws TcpConversionException if the command can't be converted
	 */
	<T> CompletionStage<T> exchange(Object command, Class<T> type, Predicate<? super T> isAnswer, Duration timeout);

	/**
	 * Sends a command and awaits the client's answer, as
	 * {@link #exchange(Object, Class, Duration)} does, for
	 * {@code netpool.tcp.exchange.timeout}.
	 * @param <T> the type of the answer
	 * @param command as there
	 * @param type as there
	 * @return as there
	 */
	<T> CompletionStage<T> exchange(Object command, Class<T> type);

	/**
	 * Sends a command and awaits the client's answer, as
	 * {@link #exchange(Object, Class, Predicate, Duration)} does. The answer is the first
	 * message for which the pool's {@link TcpCorrelation} returns the key of the command.
	 * @param <T> the type of the answer
	 * @param command as there
	 * @param type as there
	 * @param timeout as there
	 * @return as there
	 * @throws IllegalArgumentException also if the command has no key
	 * @throws IllegalStateException if the pool has no {@link TcpCorrelation}
	 */
	<T> CompletionStage<T> exchange(Object command, Class<T> type, Duration timeout);

	/**
	 * Sends bytes outside the framing, such as a heart-beat between two frames. They
	 * leave in order with the messages of {@link #send}, and the same limits apply.
	 * @param bytes the bytes, which are written unchanged; they must not be modified
	 * afterwards
	 * @return completes as that of {@link #send}
	 * @throws IllegalStateException if the framing of the pool consists of Netty's codecs
	 */
	CompletionStage<Void> sendUnframed(byte[] bytes);

	/**
	 * Joins a group. The connection leaves its groups when it is closed.
	 * @param group the group's name
	 */
	void join(String group);

	/**
	 * Leaves a group. Has no effect if the connection has not joined it.
	 * @param group the group's name
	 */
	void leave(String group);

	/**
	 * Returns the groups that the connection has joined; after it was closed, those that
	 * it was in at that moment.
	 * @return their names at this moment, in no particular order
	 */
	Set<String> groups();

	/**
	 * Identifies this connection by a value, such as the number of a device, under which
	 * {@link TcpConnections#identifiedBy} finds it until it is closed or identified by
	 * another value of the same key. Other connections may have the same value; see
	 * {@link #claim}.
	 * @param key the kind of value
	 * @param value the value, which implements {@code equals} and {@code hashCode}; in a
	 * {@linkplain io.netpool.tcp.cluster.TcpCluster cluster}, a string, a UUID, a number
	 * or an enum constant
	 * @throws IllegalArgumentException in a cluster, if the value is of another type
	 */
	void identify(String key, Object value);

	/**
	 * Identifies this connection by several values of one key, such as the numbers of the
	 * meters behind a concentrator. They replace the previous values of the key.
	 * @param key the kind of value
	 * @param values the values, which implement {@code equals} and {@code hashCode}; none
	 * to be no longer found by this key
	 */
	void identify(String key, Collection<?> values);

	/**
	 * Identifies this connection by a value, as {@link #identify(String, Object)} does,
	 * and closes every other connection of this application that is identified by it,
	 * with {@link CloseReason#REPLACED} and as by {@link #close()}: a device that
	 * reconnects replaces its previous session, whose loss may not have been detected
	 * yet. When this method returns, {@link TcpConnections#identifiedBy} finds this
	 * connection only. Of connections that claim a value at the same time, exactly one
	 * remains. A connection that is closing claims nothing.
	 * <p>
	 * In a {@linkplain io.netpool.tcp.cluster.TcpCluster cluster}, connections of other
	 * instances are closed as well. Of claims at about the same time, the last that the
	 * cluster has heard of remains. While the cluster is disconnected, the value is
	 * claimed on this instance, and on the others when it is connected again, unless it
	 * was claimed there later.
	 * @param key the kind of value
	 * @param value the value, which implements {@code equals} and {@code hashCode}; in a
	 * cluster, a string, a UUID, a number or an enum constant
	 * @return completes when the claim holds everywhere: without a cluster, when this
	 * method returns. Fails with an {@link IllegalStateException} if the cluster is
	 * disconnected, which concerns the other instances only
	 * @throws IllegalArgumentException in a cluster, if the value is of another type
	 */
	CompletionStage<Void> claim(String key, Object value);

	/**
	 * Returns the principal: the subject of the client's certificate, unless it is empty,
	 * or the one that the application has set.
	 * @return the principal, {@code null} while the client is anonymous
	 */
	@Nullable Principal principal();

	/**
	 * Sets the principal. In a pool with {@code netpool.tcp.authentication.required}, a
	 * client has logged in as soon as there is one. If it is an {@code Authentication} of
	 * Spring Security, it is in the {@code SecurityContext} of each later handler call.
	 * @param principal the principal, {@code null} for an anonymous client
	 */
	void principal(@Nullable Principal principal);

	/**
	 * Returns the TLS session, with the protocol, the cipher suite and the certificates.
	 * @return the session, {@code null} if the connection is not encrypted
	 */
	@Nullable SSLSession tlsSession();

	/**
	 * Returns the application protocol that was negotiated from
	 * {@code netpool.tcp.ssl.application-protocols} (ALPN, RFC 7301).
	 * @return the name of the protocol, {@code null} if there is none
	 */
	@Nullable String applicationProtocol();

	/**
	 * Returns the statistics of this connection.
	 * @return a snapshot
	 */
	TcpConnectionStatistics statistics();

	/**
	 * Sets the idle timeout of this connection in place of
	 * {@code netpool.tcp.timeout.idle}.
	 * @param timeout the time without bytes in either direction after which the
	 * connection is closed with {@link CloseReason#IDLE_TIMEOUT}; zero disables the
	 * timeout
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	void idleTimeout(Duration timeout);

	/**
	 * Sets the read idle timeout of this connection in place of
	 * {@code netpool.tcp.timeout.read-idle}. A protocol in which the client announces its
	 * interval, such as the keep alive of MQTT, sets it to a multiple of that.
	 * @param timeout the time without bytes from the client after which the connection is
	 * closed with {@link CloseReason#READ_IDLE_TIMEOUT}; zero disables the timeout
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	void readIdleTimeout(Duration timeout);

	/**
	 * Changes the framing: the next frame after the message being handled is decoded with
	 * the new one, also if its bytes have already been received. Messages sent after the
	 * reply to that message are encoded with it.
	 * <p>
	 * Must be called by a handler of this connection, on its lane. Requires
	 * {@code netpool.tcp.handler.queue} to be 1: with more, frames are decoded in
	 * advance. While an exchange is open, frames are decoded in advance with a queue of
	 * 1, too: this method throws an exception then, and if messages behind the one being
	 * handled were decoded meanwhile.
	 * <p>
	 * An exception handler that changes it for a reply that fails later is not called if
	 * the connection was lost before: frames that were received are then decoded with the
	 * old one.
	 * @param framing the framing, whose {@link TcpFraming#forConnection()} is used
	 * @throws IllegalStateException if it is not called by the connection's handler, or
	 * with another queue, if frames were decoded in advance for an exchange, if the
	 * framing of the pool consists of Netty's codecs, or if the new framing has another
	 * {@linkplain TcpFraming#messageType() message type}
	 */
	void changeFraming(TcpFraming framing);

	/**
	 * Starts TLS on a connection that began in the clear, as STARTTLS of SMTP, IMAP and
	 * XMPP does: the reply is sent in the clear, and every message after it in TLS.
	 * Messages that the client has sent in the clear after the one being handled are
	 * discarded, since an attacker may have injected them (CVE-2011-0411). The attributes
	 * stay, and so does the principal, unless the client sends a certificate.
	 * <p>
	 * Must be called by a handler of this connection, on its lane. If the handshake
	 * fails, the connection is closed with {@link CloseReason#TLS_ERROR}.
	 * @param reply the reply that has the client begin, of a type that {@link #send}
	 * supports
	 * @throws IllegalStateException if it is not called by the connection's handler, if
	 * TLS has already started, if {@code netpool.tcp.ssl.start-tls} is not set, or if the
	 * framing of the pool consists of Netty's codecs
	 * @throws IllegalArgumentException if the reply is of another type
	 */
	void startTls(Object reply);

	/**
	 * Closes the connection after everything sent before has been written; called by a
	 * handler of this connection, after its reply, or after all of its replies. Called by
	 * another thread, it waits for a reply that comes later; several replies are ended
	 * after a second. No further message is handled. Calling it again has no effect.
	 */
	void close();

	/**
	 * Closes the connection now. Messages that have not been written are discarded, and
	 * the client may receive a reset. Calling it again has no effect.
	 */
	void abort();

}
