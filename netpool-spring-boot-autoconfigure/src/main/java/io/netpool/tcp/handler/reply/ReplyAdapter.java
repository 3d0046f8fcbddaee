package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.StringJoiner;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.method.Conversions;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.SuspendingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Adapts the return types of handler methods at startup. It is not involved in calls: the
 * filter that it returns becomes a part of the method handle that is called.
 */
public final class ReplyAdapter {

	private static final MethodHandle NO_REPLY = MethodHandles.constant(TcpReply.class, TcpReply.none());

	private final MessageEncoder encoder;

	private final ReplyConverter converter;

	/**
	 * Creates an adapter.
	 * @param encoder encoder of the replies
	 * @param publishers decorator of reactive return values, or {@code null} if there is
	 * none
	 */
	public ReplyAdapter(MessageEncoder encoder, @Nullable PublisherDecorator publishers) {
		this.encoder = encoder;
		this.converter = new ReplyConverter(encoder, publishers);
	}

	/**
	 * Describes the supported return types, for an error message.
	 * @param kind kind of handler method
	 * @return the names of the types that methods of this kind can return
	 */
	public String describe(HandlerKind kind) {
		StringJoiner types = new StringJoiner(", ").add("void");
		if (kind.replies()) {
			types.add("String, byte[], char[], ByteBuffer, a type that a TcpMessageConverter supports"
					+ " (with a JsonMapper bean, any data type), Optional of one of these");
		}
		if (kind.repliesLater()) {
			types.add("one of these asynchronously (CompletionStage, Mono and similar types),"
					+ " several of these (Collection, Iterable, Stream, array, Flux and similar types)");
		}
		return types.toString();
	}

	/**
	 * Describes what else a return type needs that is not supported.
	 * @param returnType return type of a method
	 * @return a sentence and a space, empty if nothing would help
	 */
	public String remedy(MethodParameter returnType) {
		ResolvableType value = ReplyConverter.valueOf(ResolvableType.forMethodParameter(returnType));
		return this.encoder.lacksJson(value) ? MessageConverters.JSON_REMEDY + ". " : "";
	}

	/**
	 * Adapts a return type.
	 * @param kind kind of handler method
	 * @param returnType return type of a method of this kind
	 * @return a method handle to {@link TcpReply} from exactly this type, or from nothing
	 * for {@code void}, or from {@code Object} for a {@code suspend} function;
	 * {@code null} if the type is not supported
	 */
	public @Nullable MethodHandle adapt(HandlerKind kind, MethodParameter returnType) {
		Class<?> type = returnType.getParameterType();
		Method method = returnType.getMethod();
		if (method != null && SuspendingFunction.is(method)) {
			boolean supported = type == void.class
					|| this.converter.supports(ResolvableType.forMethodParameter(returnType));
			return supported ? this.converter.returnFilter(Object.class) : null;
		}
		if (type == void.class) {
			return NO_REPLY;
		}
		if (type == Void.class) {
			return MethodHandles.dropArguments(NO_REPLY, 0, Void.class);
		}
		ResolvableType declared = ResolvableType.forMethodParameter(returnType);
		ResolvableType value = (type == Optional.class) ? declared.getGeneric() : declared;
		if (isSingle(value.toClass())) {
			boolean supported = kind.replies() && this.encoder.supports(value);
			return supported ? Conversions.by(this::reply, type, TcpReply.class) : null;
		}
		return (kind.repliesLater() && this.converter.supports(declared)) ? this.converter.returnFilter(type) : null;
	}

	/**
	 * Whether a value of this type is one reply. The type of an {@code Object} is known
	 * at run time only.
	 */
	private static boolean isSingle(Class<?> type) {
		return MessageEncoder.needsNoConverter(type)
				|| (type != Object.class && ReturnTypeKind.of(type) == ReturnTypeKind.VALUE);
	}

	private TcpReply reply(@Nullable Object result) {
		Object message = (result instanceof Optional<?> optional) ? optional.orElse(null) : result;
		return TcpReply.of((message != null) ? this.encoder.encode(message) : null);
	}

}
