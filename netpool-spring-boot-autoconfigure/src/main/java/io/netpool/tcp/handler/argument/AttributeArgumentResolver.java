package io.netpool.tcp.handler.argument;

import java.util.function.Function;

import io.netpool.tcp.TcpAttribute;
import io.netpool.tcp.TcpAttributeException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.handler.method.Conversions;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.KotlinFunction;
import io.netpool.tcp.handler.method.SuspendingFunction;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import io.netpool.tcp.handler.method.ValueClass;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.util.ClassUtils;

/**
 * Resolves {@code @TcpAttribute} parameters to attributes of the connection.
 */
public final class AttributeArgumentResolver implements ArgumentResolver {

	@Override
	public String offers(HandlerKind kind) {
		return "attributes of the connection (@TcpAttribute)";
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		TcpAttribute annotation = parameter.getParameterAnnotation(TcpAttribute.class);
		if (annotation == null) {
			return null;
		}
		Class<?> valueClass = KotlinFunction.valueClass(parameter);
		boolean optional = KotlinFunction.hasDefault(parameter);
		Class<?> type = type(method, parameter, valueClass, optional);
		boolean required = annotation.required() && !optional
				&& Nullness.forMethodParameter(parameter) != Nullness.NULLABLE;
		if (type.isPrimitive() && !required) {
			throw method.invalid("takes the optional attribute '%s' as %s".formatted(annotation.value(), type),
					"Declare the parameter as %s, which can be null, or require the attribute."
						.formatted(ClassUtils.resolvePrimitiveIfNecessary(type).getSimpleName()));
		}
		Attribute attribute = new Attribute(annotation.value(), required,
				(valueClass != null) ? valueClass : ClassUtils.resolvePrimitiveIfNecessary(type));
		return new Argument("the attribute '" + annotation.value() + "'", HandlerKind.CONNECTION,
				Conversions.by(value(attribute, valueClass, type), TcpConnection.class, type), null);
	}

	private static Class<?> type(TcpHandlerMethod method, MethodParameter parameter, @Nullable Class<?> valueClass,
			boolean optional) {
		Class<?> type = parameter.getParameterType();
		if (type == valueClass && SuspendingFunction.is(method.method())) {
			// Spring takes the value and creates the object
			return Object.class;
		}
		// null stands for the default value
		return optional ? ClassUtils.resolvePrimitiveIfNecessary(type) : type;
	}

	/**
	 * Returns what reads the value of a parameter, whose type is not the value class that
	 * the attribute has.
	 */
	private static Function<TcpConnection, @Nullable Object> value(Attribute attribute, @Nullable Class<?> valueClass,
			Class<?> type) {
		if (valueClass == null || valueClass == type) {
			return attribute::get;
		}
		ValueClass converter = ValueClass.of(valueClass);
		return (connection) -> {
			Object value = attribute.get(connection);
			return (value != null) ? converter.unbox(value) : null;
		};
	}

	/**
	 * Reads an attribute.
	 *
	 * @param name name of the attribute
	 * @param required whether a missing attribute is an error
	 * @param type type of the attribute
	 */
	private record Attribute(String name, boolean required, Class<?> type) {

		@Nullable Object get(TcpConnection connection) {
			Object value = connection.attributes().get(this.name);
			if (value == null && this.required) {
				throw new TcpAttributeException(this.name,
						"Connection %s has no attribute '%s'".formatted(connection.id(), this.name));
			}
			if (value != null && !this.type.isInstance(value)) {
				throw new TcpAttributeException(this.name, "Connection %s has an attribute '%s' of type %s, not %s"
					.formatted(connection.id(), this.name, value.getClass().getName(), this.type.getName()));
			}
			return value;
		}

	}

}
