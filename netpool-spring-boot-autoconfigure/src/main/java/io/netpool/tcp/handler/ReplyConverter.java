package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.BaseStream;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import org.springframework.core.ResolvableType;

/**
 * Turns what handlers return into replies: into text or bytes, into a stage of them, or
 * into several that are sent. Thread-safe.
 */
final class ReplyConverter {

	private final MessageEncoder encoder;

	private final Map<Class<?>, ReturnTypeKind> shapes = new ConcurrentHashMap<>();

	ReplyConverter(MessageEncoder encoder) {
		this.encoder = encoder;
	}

	/**
	 * Whether this can be returned, as far as its type tells.
	 * @param type what a method says that it returns
	 * @return {@code false} if none of what it returns could be sent
	 */
	boolean supports(ResolvableType type) {
		ResolvableType value = valueOf(type);
		Class<?> raw = value.toClass();
		return raw == Object.class || raw == Void.class || this.encoder.supports(value);
	}

	/**
	 * What is sent in the end.
	 * @param type what a method says that it returns
	 * @return the type of one reply
	 */
	static ResolvableType valueOf(ResolvableType type) {
		ReturnTypeKind shape = ReturnTypeKind.of(type.toClass());
		return switch (shape) {
			case VALUE -> type;
			case STAGE, SINGLE -> valueOf(shape.element(type));
			default -> shape.element(type);
		};
	}

	/**
	 * Reply with what a method has returned.
	 * @param result what it returned
	 * @param connection where it goes
	 * @return what a {@link io.netpool.tcp.TcpEndpoint} replies; the text or bytes of a
	 * value
	 * @throws Throwable what the result throws when it is asked for a reply, or an
	 * exception that says why a value can't be sent
	 */
	TcpReply reply(@Nullable Object result, TcpConnection connection) throws Throwable {
		if (result == null) {
			return TcpReply.none();
		}
		return switch (shape(result.getClass())) {
			case VALUE -> TcpReply.of(this.encoder.encode(result));
			case STAGE -> later((CompletionStage<?>) result, connection);
			case SINGLE -> later(SingleReplySubscriber.of(reactive(result)), connection);
			case PUBLISHER -> new PublisherReplySubscriber(this.encoder, connection).replyTo(reactive(result));
			case ARRAY -> several(Arrays.asList((Object[]) result), connection);
			case ITERABLE -> several((Iterable<?>) result, connection);
			case STREAM -> several((BaseStream<?, ?>) result, connection);
		};
	}

	private ReturnTypeKind shape(Class<?> type) {
		ReturnTypeKind shape = this.shapes.get(type);
		if (shape == null) {
			shape = ReturnTypeKind.of(type);
			this.shapes.put(type, shape);
		}
		return shape;
	}

	/**
	 * What is no text yet becomes it on the lane, whichever thread completes the stage.
	 */
	private TcpReply later(CompletionStage<?> stage, TcpConnection connection) {
		return TcpReply.later(stage.thenApply((result) -> {
			boolean encoded = result == null || result instanceof String || result instanceof byte[];
			return (encoded) ? TcpReply.of(result) : TcpReply.next(() -> reply(result, connection));
		}));
	}

	private TcpReply several(Iterable<?> replies, TcpConnection connection) throws Throwable {
		return several(replies.iterator(), () -> {
		}, connection);
	}

	private TcpReply several(BaseStream<?, ?> replies, TcpConnection connection) throws Throwable {
		return several(replies.iterator(), replies::close, connection);
	}

	private TcpReply several(Iterator<?> replies, Runnable end, TcpConnection connection) throws Throwable {
		return new IteratorReplySender(replies, end, this.encoder, connection).run();
	}

	private static Publisher<?> reactive(Object result) {
		return Objects.requireNonNull(ReturnTypeKind.reactiveAdapter(result.getClass())).toPublisher(result);
	}

	/**
	 * Returns the filter that turns the result of a handler method into a reply.
	 * @param type return type of the method
	 * @return a method handle from exactly this type and the connection to
	 * {@link TcpReply}
	 */
	MethodHandle returnFilter(Class<?> type) {
		try {
			return MethodHandles.lookup()
				.bind(this, "reply", MethodType.methodType(TcpReply.class, Object.class, TcpConnection.class))
				.asType(MethodType.methodType(TcpReply.class, type, TcpConnection.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
