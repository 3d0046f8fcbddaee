package io.netpool.tcp.handler.argument;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Detects constraint annotations of method parameters, by name, since Jakarta Validation
 * is an optional dependency.
 */
final class ParameterConstraints {

	private static final String CONSTRAINT = "jakarta.validation.Constraint";

	private static final String VALID = "jakarta.validation.Valid";

	private static final List<Class<?>> CONTAINERS = List.of(Iterable.class, Map.class, Optional.class, Object[].class);

	private ParameterConstraints() {
	}

	/**
	 * Whether any parameter of the method can only be validated as a parameter of its
	 * method.
	 */
	static boolean isPresent(Method method) {
		return Stream.of(new AnnotatedMethod(method).getMethodParameters()).anyMatch(ParameterConstraints::isPresent);
	}

	/**
	 * Whether the parameter can only be validated as a parameter of its method: it has a
	 * constraint, or {@code @Valid} and is a container, or an element of it has either.
	 * An object with {@code @Valid} can also be validated by itself.
	 */
	private static boolean isPresent(MethodParameter parameter) {
		MergedAnnotations annotations = MergedAnnotations.from(parameter.getParameterAnnotations());
		return annotations.isPresent(CONSTRAINT) || annotations.isPresent(VALID) && isContainer(parameter)
				|| hasConstrainedElement(parameter.getParameter().getAnnotatedType());
	}

	/**
	 * Whether the parameter is validated if the parameters of its method are.
	 */
	static boolean isValid(MethodParameter parameter) {
		return MergedAnnotations.from(parameter.getParameterAnnotations()).isPresent(VALID);
	}

	private static boolean isContainer(MethodParameter parameter) {
		return CONTAINERS.stream().anyMatch((container) -> container.isAssignableFrom(parameter.getParameterType()));
	}

	private static boolean hasConstrainedElement(AnnotatedType type) {
		Stream<AnnotatedType> elements = Stream.empty();
		if (type instanceof AnnotatedParameterizedType generic) {
			elements = Stream.of(generic.getAnnotatedActualTypeArguments());
		}
		else if (type instanceof AnnotatedArrayType array) {
			elements = Stream.of(array.getAnnotatedGenericComponentType());
		}
		return elements
			.anyMatch((element) -> isConstrained(element.getAnnotations()) || hasConstrainedElement(element));
	}

	private static boolean isConstrained(Annotation[] annotations) {
		MergedAnnotations merged = MergedAnnotations.from(annotations);
		return merged.isPresent(CONSTRAINT) || merged.isPresent(VALID);
	}

}
