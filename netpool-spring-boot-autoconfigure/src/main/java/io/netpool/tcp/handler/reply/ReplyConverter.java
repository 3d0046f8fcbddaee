package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.BaseStream;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.convert.MessageEncoder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import org.springframework.core.ResolvableType;

/**
 * Converts the return values of handlers into replies: a value, a value that comes later,
 * or several values. Thread-safe.
 */
public final class ReplyConverter {

	private static final Runnable NOTHING = () -> {
	};

	private final MessageEncoder encoder;

	private final @Nullable PublisherDecorator publishers;

	private final Map<Class<?>, ReturnTypeKind> kinds = new ConcurrentHashMap<>();

	/**
	 * Creates a converter.
	 * @param encoder encoder of the replies
	 * @param publishers decorator of reactive return values, or {@code null} if there is
	 * none
	 */
	public ReplyConverter(MessageEncoder encoder, @Nullable PublisherDecorator publishers) {
		this.encoder = encoder;
		this.publishers = publishers;
	}

	/**
	 * Whether a return type is supported.
	 * @param type return type that a method declares
	 * @return {@code false} if no value of this type could be sent
	 */
	boolean supports(ResolvableType type) {
		ResolvableType value = valueOf(type);
		Class<?> raw = value.toClass();
		return raw == Object.class || raw == Void.class || this.encoder.supports(value);
	}

	/**
	 * Type of a single reply.
	 * @param type return type that a method declares
	 * @return the type of the values that are sent
	 */
	public static ResolvableType valueOf(ResolvableType type) {
		ReturnTypeKind kind = ReturnTypeKind.of(type.toClass());
		return switch (kind) {
			case VALUE -> type;
			case OPTIONAL, STAGE, SINGLE -> valueOf(kind.element(type));
			default -> kind.element(type);
		};
	}

	/**
	 * Converts the return value of a method.
	 * @param result return value
	 * @return the reply
	 * @throws Throwable any failure of the return value, such as an exception of an
	 * iterator, or of its encoding
	 */
	TcpReply reply(@Nullable Object result) throws Throwable {
		if (result == null) {
			return TcpReply.none();
		}
		return switch (kind(result.getClass())) {
			case VALUE -> TcpReply.of(this.encoder.encode(result));
			case OPTIONAL -> reply(((Optional<?>) result).orElse(null));
			case STAGE -> StageReply.of((CompletionStage<?>) result, this::reply);
			case SINGLE -> SingleReplySubscriber.of(reactive(result), this::reply);
			case PUBLISHER -> several(reactive(result));
			case ARRAY -> several(Arrays.asList((Object[]) result).iterator(), NOTHING);
			case ITERABLE -> several(((Iterable<?>) result).iterator(), NOTHING);
			case STREAM -> {
				BaseStream<?, ?> stream = (BaseStream<?, ?>) result;
				yield several(stream.iterator(), stream::close);
			}
		};
	}

	/**
	 * Converts the return value of a method that is declared to return several replies.
	 */
	private TcpReply replies(@Nullable Iterable<?> result) {
		return (result != null) ? several(result.iterator(), NOTHING) : TcpReply.none();
	}

	private ReturnTypeKind kind(Class<?> type) {
		ReturnTypeKind kind = this.kinds.get(type);
		if (kind == null) {
			kind = ReturnTypeKind.of(type);
			this.kinds.put(type, kind);
		}
		return kind;
	}

	private TcpReply several(Publisher<?> replies) {
		return TcpReply.several((sender) -> new PublisherReplySubscriber(this.encoder, sender).replyTo(replies));
	}

	private TcpReply several(Iterator<?> replies, Runnable end) {
		return TcpReply.several((sender) -> new IteratorReplySender(replies, end, this.encoder, sender).run());
	}

	private Publisher<?> reactive(Object result) {
		Publisher<?> publisher = Objects.requireNonNull(ReturnTypeKind.reactiveAdapter(result.getClass()))
			.toPublisher(result);
		return (this.publishers != null) ? this.publishers.decorate(publisher) : publisher;
	}

	/**
	 * Returns the filter that turns the result of a handler method into a reply.
	 * @param type return type of the method
	 * @return a method handle from exactly this type to {@link TcpReply}
	 */
	MethodHandle returnFilter(Class<?> type) {
		boolean iterable = ReturnTypeKind.of(type) == ReturnTypeKind.ITERABLE;
		MethodType conversion = MethodType.methodType(TcpReply.class, iterable ? Iterable.class : Object.class);
		try {
			return MethodHandles.lookup()
				.bind(this, iterable ? "replies" : "reply", conversion)
				.asType(MethodType.methodType(TcpReply.class, type));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
