package io.netpool.tcp.test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Several;
import io.netpool.tcp.TcpReply.Step;
import io.netpool.tcp.TcpUnauthenticatedException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * The client's side of a connection to {@link TcpHandlers}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class TcpConversation {

	private static final int REPLY_TIMEOUT_SECONDS = 5;

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
	 * Send a message, and wait until it is handled: up to 5 seconds for each asynchronous
	 * reply. An exception that no exception handler handles is thrown by this method, a
	 * checked one as the cause of an {@code UndeclaredThrowableException}. A message that
	 * requires a login throws a {@link TcpUnauthenticatedException}, and closes the
	 * connection. A {@link TcpCloseException} closes it after its last reply.
	 * @param message a {@link CharSequence}, a {@code byte[]}, a {@link ByteBuffer}, an
	 * object that a {@link TcpMessageConverter} writes, or a message that the framing of
	 * the pool parses
	 * @return the messages sent to this client meanwhile, including the replies, in order
	 * @throws IllegalStateException if the connection is closed
	 */
	public List<String> exchange(Object message) {
		return exchange(message, String.class);
	}

	/**
	 * Send a message as {@link #exchange(Object)} does, and decode the messages sent to
	 * this client.
	 * @param <T> the type of the messages sent to this client
	 * @param message the message
	 * @param type {@link String}, {@code byte[]}, {@link ByteBuffer}, or a type that a
	 * {@link TcpMessageConverter} reads
	 * @return the messages sent to this client meanwhile, including the replies, in order
	 * @throws IllegalStateException if the connection is closed
	 */
	public <T> List<T> exchange(Object message, Class<T> type) {
		if (!this.connection.isOpen()) {
			throw new IllegalStateException("Connection " + this.connection.id() + " is closed");
		}
		int before = this.connection.sent().size();
		Object received = received(message);
		perform(null, () -> this.endpoint.message(this.connection, received));
		List<byte[]> sent = this.connection.sent();
		return decode(sent.subList(before, sent.size()), type);
	}

	/**
	 * Answer the commands that handlers send with {@link TcpConnection#exchange} from now
	 * on. An exchange that gets no answer, or one that its predicate does not accept,
	 * times out at once. Without this method, that is so for every exchange.
	 * @param answers returns the answer to a command, {@code null} for none. The command
	 * is text; the answer is a {@link CharSequence}, a {@code byte[]}, a
	 * {@link ByteBuffer}, or an object that a {@link TcpMessageConverter} writes
	 * @return this conversation
	 */
	public TcpConversation answering(Function<String, @Nullable Object> answers) {
		this.connection.answers(answers);
		return this;
	}

	/**
	 * The message as handlers receive it.
	 */
	private Object received(Object message) {
		return switch (this.endpoint.messageType()) {
			case TEXT -> this.codec.decode(this.codec.encode(message), String.class);
			case BYTES -> this.codec.encode(message);
			case OBJECT -> message;
		};
	}

	/**
	 * All messages sent to this client since it connected, including greetings and
	 * replies.
	 * @return the messages, in order
	 */
	public List<String> received() {
		return decode(this.connection.sent(), String.class);
	}

	/**
	 * The connection that handlers are given, for example to verify its attributes and
	 * groups or whether it is open. It has no TLS and no framing; starting the one and
	 * changing the other have no effect.
	 * @return the connection
	 */
	public TcpConnection connection() {
		return this.connection;
	}

	/**
	 * Close the connection from the client's side. Calls the {@code @TcpDisconnected}
	 * methods; an exception from one of them is thrown by this method. Has no effect on a
	 * closed connection.
	 */
	public void disconnect() {
		this.connection.end(CloseReason.CLIENT);
		endIfClosed();
	}

	private <T> List<T> decode(List<byte[]> messages, Class<T> type) {
		return messages.stream().map((message) -> this.codec.decode(message, type)).toList();
	}

	private void perform(@Nullable CloseReason onFailure, Step first) {
		try {
			Object message = result(first.run()).message();
			if (message != null) {
				this.connection.reply(message);
			}
		}
		catch (TcpCloseException ex) {
			closeAfter(ex.lastReply());
		}
		catch (Throwable ex) {
			if (ex instanceof TcpUnauthenticatedException) {
				this.connection.end(CloseReason.UNAUTHENTICATED);
			}
			else if (onFailure != null) {
				this.connection.end(onFailure);
			}
			ReflectionUtils.rethrowRuntimeException(ex);
		}
		finally {
			endIfClosed();
		}
	}

	private void closeAfter(@Nullable Object lastReply) {
		if (lastReply != null) {
			this.connection.reply(lastReply);
		}
		this.connection.end(CloseReason.PROTOCOL_ERROR);
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
			ReflectionUtils.rethrowRuntimeException(ex);
		}
	}

	/**
	 * Follows a reply to its result, as a lane does.
	 */
	private Result result(TcpReply reply) throws Throwable {
		TcpReply current = reply;
		while (!(current instanceof Result result)) {
			if (current instanceof Several several) {
				current = several.step().run(this.connection.replies());
			}
			else {
				current = (current instanceof Later later) ? await(later.stage()) : ((Next) current).step().run();
			}
		}
		return result;
	}

	private static TcpReply await(CompletionStage<? extends TcpReply> stage) throws Throwable {
		try {
			return stage.toCompletableFuture().get(REPLY_TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw (cause != null) ? cause : ex;
		}
		catch (TimeoutException ex) {
			throw new AssertionError(
					"Expected an asynchronous reply, but it was not completed within " + REPLY_TIMEOUT_SECONDS + " s",
					ex);
		}
	}

}
