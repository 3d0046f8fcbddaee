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
import io.netpool.tcp.TcpEndpoint.Continuation;
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
	@Nullable Object reply(@Nullable Object result, TcpConnection connection) throws Throwable {
		if (result == null) {
			return null;
		}
		return switch (shape(result.getClass())) {
			case VALUE -> this.encoder.encode(result);
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
	private CompletionStage<@Nullable Object> later(CompletionStage<?> stage, TcpConnection connection) {
		return stage.thenApply((result) -> {
			boolean ready = result == null || result instanceof String || result instanceof byte[];
			return ready ? result : (Continuation) () -> reply(result, connection);
		});
	}

	private @Nullable Object several(Iterable<?> replies, TcpConnection connection) throws Throwable {
		return several(replies.iterator(), () -> {
		}, connection);
	}

	private @Nullable Object several(BaseStream<?, ?> replies, TcpConnection connection) throws Throwable {
		return several(replies.iterator(), replies::close, connection);
	}

	private @Nullable Object several(Iterator<?> replies, Runnable end, TcpConnection connection) throws Throwable {
		return new IteratorReplySender(replies, end, this.encoder, connection).proceed();
	}

	private static Publisher<?> reactive(Object result) {
		return Objects.requireNonNull(ReturnTypeKind.reactiveAdapter(result.getClass())).toPublisher(result);
	}

	/**
	 * {@link #reply} as the last step of a call.
	 * @param type the type of the result
	 * @return from this type and a connection to {@code Object}
	 */
	MethodHandle adaption(Class<?> type) {
		try {
			return MethodHandles.lookup()
				.bind(this, "reply", MethodType.methodType(Object.class, Object.class, TcpConnection.class))
				.asType(MethodType.methodType(Object.class, type, TcpConnection.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
