package io.netpool.tcp.handler.argument;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.convert.MessageFormats;
import io.netpool.tcp.handler.convert.MessageReader;
import io.netpool.tcp.handler.convert.MessageValidation;
import io.netpool.tcp.handler.method.Conversions;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.KotlinFunction;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import io.netpool.tcp.handler.method.ValueClass;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * Resolves the message: as text, as bytes, converted to another type, or as the framing
 * has parsed it.
 *
 * @param formats converts messages between text and bytes
 * @param converters converters for other types
 * @param validator validates messages, {@code null} if there is none
 * @param parsedTypes types of messages that the framing may parse
 */
public record MessageArgumentResolver(MessageFormats formats, MessageConverters converters,
		@Nullable Validator validator, Set<Class<?>> parsedTypes) implements ArgumentResolver {

	private static final Consumer<Object> UNCHECKED = (message) -> {
	};

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return switch (kind) {
			case MESSAGE -> "the message (String, byte[], ByteBuffer, or a type that a TcpMessageConverter supports;"
					+ " with a JsonMapper bean, any data type"
					+ (this.parsedTypes.isEmpty() ? ")" : "; or what the framing parses, " + this.parsedTypes + ")");
			case EXCEPTION -> "the message (String, byte[] or ByteBuffer)";
			case CONNECTED, DISCONNECTED -> null;
		};
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		if (parameter.hasParameterAnnotation(TcpAttribute.class)) {
			return null;
		}
		Argument argument = resolveMessage(method, parameter);
		if (argument == null) {
			return null;
		}
		Class<?> valueClass = KotlinFunction.valueClass(parameter);
		return (valueClass != null) ? checked(argument, valueClass, method, parameter) : argument;
	}

	/**
	 * Converts the message to a value class of Kotlin, whose underlying type is that of
	 * the parameter.
	 */
	private static Argument checked(Argument argument, Class<?> valueClass, TcpHandlerMethod method,
			MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (type == valueClass) {
			throw method.invalid("takes the message as the nullable value class %s".formatted(valueClass.getName()),
					"Declare the parameter without ?: the message is never null.");
		}
		return argument.then(Conversions.by(ValueClass.of(valueClass)::create, type, type));
	}

	private @Nullable Argument resolveMessage(TcpHandlerMethod method, MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (this.parsedTypes.stream().anyMatch(type::isAssignableFrom)
				&& (method.kind() == HandlerKind.MESSAGE || method.kind() == HandlerKind.EXCEPTION)) {
			return argument(checked(check(method, parameter)), type, MessageType.OBJECT);
		}
		if (type == String.class) {
			return argument(this.formats::text, type, MessageType.TEXT);
		}
		if (type == byte[].class) {
			return argument(this.formats::bytes, type, MessageType.BYTES);
		}
		if (type == ByteBuffer.class) {
			return argument(this.formats::buffer, type, MessageType.BYTES);
		}
		return (method.kind() == HandlerKind.MESSAGE && !isNoMessage(type)) ? converted(method, parameter) : null;
	}

	private static Argument argument(Function<Object, @Nullable Object> conversion, Class<?> type,
			MessageType messageType) {
		return new Argument("the message", HandlerKind.SUBJECT, Conversions.by(conversion, Object.class, type),
				messageType);
	}

	private static Function<Object, @Nullable Object> checked(Consumer<Object> check) {
		return (message) -> {
			check.accept(message);
			return message;
		};
	}

	private @Nullable Argument converted(TcpHandlerMethod method, MethodParameter parameter) {
		Type type = GenericTypeResolver.resolveType(parameter.getGenericParameterType(),
				parameter.getContainingClass());
		TcpMessageConverter converter = this.converters.supporting(type);
		if (converter == null) {
			return null;
		}
		MessageReader reader = new MessageReader(converter, type, this.formats, check(method, parameter));
		return argument(reader::read, parameter.getParameterType(), MessageType.BYTES);
	}

	private Consumer<Object> check(TcpHandlerMethod method, MethodParameter parameter) {
		Object[] hints = hints(parameter);
		if (hints == null) {
			return UNCHECKED;
		}
		if (this.validator == null) {
			throw method.invalid("takes a validated message, but there is no Validator bean",
					"Add spring-boot-starter-validation, or remove the annotation from the parameter.");
		}
		return isValidatedAsArgument(method, parameter) ? UNCHECKED : new MessageValidation(this.validator, hints);
	}

	/**
	 * Whether {@link ArgumentValidation} validates the message together with the other
	 * arguments.
	 */
	private static boolean isValidatedAsArgument(TcpHandlerMethod method, MethodParameter parameter) {
		return ParameterConstraints.isValid(parameter) && ParameterConstraints.isPresent(method.method());
	}

	private static Object @Nullable [] hints(MethodParameter parameter) {
		Annotation[] annotations = parameter.getParameterAnnotations();
		return Arrays.stream(annotations)
			.map(ValidationAnnotationUtils::determineValidationHints)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether the type is that of another argument, if only of another kind of method,
	 * and therefore not of a message, even if JSON could be converted to it.
	 */
	public static boolean isNoMessage(Class<?> type) {
		return StateArgumentResolver.isState(type)
				|| Stream.of(TcpConnection.class, CloseReason.class, Principal.class, Throwable.class)
					.anyMatch((other) -> other.isAssignableFrom(type));
	}

}
