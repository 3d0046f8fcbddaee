package io.netpool.tcp.test;

import java.lang.reflect.UndeclaredThrowableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Step;
import io.netpool.tcp.handler.MessageCodec;
import org.jspecify.annotations.Nullable;

/**
 * A connection to {@link TcpHandlers} from the client's side: messages in, replies out.
 * Used by one thread.
 *
 * @since 0.1.0
 */
public final class TcpConversation {

	private static final int SECONDS = 5;

	private final TcpEndpoint endpoint;

	private final MessageCodec codec;

	private final ConversationConnection connection;

	private boolean ended;

	TcpConversation(TcpEndpoint endpoint, MessageCodec codec, ConversationConnection connection) {
		this.endpoint = endpoint;
		this.codec = codec;
		this.connection = connection;
	}

	void begin() {
		perform(CloseReason.HANDLER_ERROR, () -> this.endpoint.connected(this.connection));
	}

	/**
	 * Send a message, and wait until it is handled: 5 seconds for each reply that comes
	 * later. What no exception handler has handled is thrown here; a checked exception as
	 * the cause of an {@link UndeclaredThrowableException}.
	 * @param message a {@link CharSequence}, a {@code byte[]}, a {@link ByteBuffer}, or
	 * anything that a {@link TcpMessageConverter} writes
	 * @return what was sent to this client meanwhile, the replies included, in order
	 * @throws IllegalStateException if the connection has ended
	 */
	public List<String> exchange(Object message) {
		return exchange(message, String.class);
	}

	/**
	 * Send a message, as {@link #exchange(Object)} does.
	 * @param <T> what is sent to this client
	 * @param message the message
	 * @param type {@link String}, {@code byte[]}, {@link ByteBuffer}, or a type that a
	 * {@link TcpMessageConverter} reads
	 * @return what was sent to this client meanwhile, the replies included, in order
	 * @throws IllegalStateException if the connection has ended
	 */
	public <T> List<T> exchange(Object message, Class<T> type) {
		if (!this.connection.isOpen()) {
			throw new IllegalStateException("Connection " + this.connection.id() + " has ended");
		}
		int before = this.connection.sent().size();
		byte[] payload = this.codec.write(message);
		Object received = (this.endpoint.messageType() == MessageType.TEXT) ? this.codec.read(payload, String.class)
				: payload;
		perform(null, () -> this.endpoint.message(this.connection, received));
		List<byte[]> sent = this.connection.sent();
		return read(sent.subList(before, sent.size()), type);
	}

	/**
	 * What was sent to this client since it connected.
	 * @return all messages in order, greetings and replies included
	 */
	public List<String> received() {
		return read(this.connection.sent(), String.class);
	}

	/**
	 * The connection as handlers see it: its attributes, its groups, whether it is open.
	 * TLS does not start on it, and there are no frames whose framing could change.
	 * @return the connection
	 */
	public TcpConnection connection() {
		return this.connection;
	}

	/**
	 * End the connection as a client does. Handlers are told disconnected; what they
	 * throw is thrown here. Calling it again has no effect.
	 */
	public void disconnect() {
		this.connection.end(CloseReason.CLIENT);
		endIfClosed();
	}

	private <T> List<T> read(List<byte[]> messages, Class<T> type) {
		return messages.stream().map((message) -> this.codec.read(message, type)).toList();
	}

	private void perform(@Nullable CloseReason onFailure, Step first) {
		try {
			Object message = result(first.run()).message();
			if (message != null) {
				this.connection.reply(message);
			}
		}
		catch (Throwable ex) {
			if (onFailure != null) {
				this.connection.end(onFailure);
			}
			throw unchecked(ex);
		}
		finally {
			endIfClosed();
		}
	}

	private void endIfClosed() {
		CloseReason reason = this.connection.reason();
		if (reason == null || this.ended) {
			return;
		}
		this.ended = true;
		try {
			this.endpoint.disconnected(this.connection, reason);
		}
		catch (Throwable ex) {
			throw unchecked(ex);
		}
	}

	/**
	 * Follows a reply to its result, as a lane does.
	 */
	private static Result result(TcpReply reply) throws Throwable {
		TcpReply current = reply;
		while (!(current instanceof Result result)) {
			current = (current instanceof Later later) ? await(later.stage()) : ((Next) current).step().run();
		}
		return result;
	}

	private static TcpReply await(CompletionStage<? extends TcpReply> stage) throws Throwable {
		try {
			return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw (cause != null) ? cause : ex;
		}
		catch (TimeoutException ex) {
			throw new AssertionError("Expected a reply that comes later, but it has not within " + SECONDS + " s", ex);
		}
	}

	private static RuntimeException unchecked(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof RuntimeException unchecked) ? unchecked : new UndeclaredThrowableException(failure);
	}

}
