package io.netpool.tcp.handler.argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.netpool.tcp.TcpValidationException;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.executable.ExecutableValidator;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * Validates the arguments of a handler method before it is called, with Jakarta
 * Validation. As in Spring MVC, a bean whose class is {@code @Validated} validates them
 * itself, by its proxy.
 */
public final class ArgumentValidation {

	private final TcpHandlerMethod method;

	private final List<MethodParameter> parameters;

	private final int message;

	private final ExecutableValidator validator;

	private final Class<?>[] groups;

	private ArgumentValidation(TcpHandlerMethod method, List<MethodParameter> parameters, int message,
			ExecutableValidator validator) {
		this.method = method;
		this.parameters = parameters;
		this.message = message;
		this.validator = validator;
		this.groups = groups(method);
	}

	/**
	 * Creates the validation of a method.
	 * @param method method whose arguments are validated
	 * @param parameters parameters of the method
	 * @param arguments arguments of the method, in the order of the parameters
	 * @param validator validator, or {@code null} if there is none
	 * @return the validation, or {@code null} if the method needs none
	 * @throws InvalidTcpHandlerException if the method needs one, but there is no Jakarta
	 * validator
	 */
	public static @Nullable ArgumentValidation of(TcpHandlerMethod method, List<MethodParameter> parameters,
			List<Argument> arguments, @Nullable Validator validator) {
		if (!ParameterConstraints.isPresent(method.method())) {
			return null;
		}
		ExecutableValidator executables = executables(validator);
		if (executables == null) {
			throw method.invalid("has constraints on its parameters, but there is no Jakarta Validation Validator bean",
					"Add spring-boot-starter-validation, or remove the annotations from the parameters.");
		}
		return new ArgumentValidation(method, parameters, message(method, arguments), executables);
	}

	private static @Nullable ExecutableValidator executables(@Nullable Validator validator) {
		if (validator instanceof jakarta.validation.Validator jakarta) {
			return jakarta.forExecutables();
		}
		jakarta.validation.Validator unwrapped = (validator instanceof SmartValidator smart)
				? smart.unwrap(jakarta.validation.Validator.class) : null;
		return (unwrapped != null) ? unwrapped.forExecutables() : null;
	}

	private static int message(TcpHandlerMethod method, List<Argument> arguments) {
		return (method.kind() == HandlerKind.DISCONNECTED) ? -1
				: arguments.stream().map(Argument::position).toList().indexOf(HandlerKind.SUBJECT);
	}

	private static Class<?>[] groups(TcpHandlerMethod method) {
		Validated ofMethod = AnnotatedElementUtils.findMergedAnnotation(method.method(), Validated.class);
		Validated validated = (ofMethod != null) ? ofMethod : ofClass(method);
		return (validated != null) ? validated.value() : new Class<?>[0];
	}

	private static @Nullable Validated ofClass(TcpHandlerMethod method) {
		return AnnotatedElementUtils.findMergedAnnotation(method.bean().targetType(), Validated.class);
	}

	/**
	 * Adds the validation to a call.
	 * @param call method handle from the bean and the arguments
	 * @param invocable method that is called: that of an interface if the bean is a JDK
	 * proxy
	 * @param beanClass class of the bean
	 * @return a method handle of the same type
	 */
	public MethodHandle before(MethodHandle call, Method invocable, Class<?> beanClass) {
		boolean validated = SpringProxy.class.isAssignableFrom(beanClass) && ofClass(this.method) != null;
		return (validated) ? call : MethodHandles.foldArguments(call, validation(invocable, call.type()));
	}

	private MethodHandle validation(Method invocable, MethodType type) {
		try {
			return MethodHandles.lookup()
				.bind(this, "validate", MethodType.methodType(void.class, Method.class, Object.class, Object[].class))
				.bindTo(invocable)
				.asCollector(Object[].class, this.parameters.size())
				.asType(type.changeReturnType(void.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void validate(Method invocable, Object bean, Object[] arguments) {
		// a suspend function has one parameter more, its continuation, which is not yet
		// there
		int count = invocable.getParameterCount();
		Set<ConstraintViolation<Object>> violations = this.validator.validateParameters(bean, invocable,
				(count != arguments.length) ? Arrays.copyOf(arguments, count) : arguments, this.groups);
		if (!violations.isEmpty()) {
			throw failure(violations.stream().map(ArgumentViolation::of).sorted().toList());
		}
	}

	private TcpValidationException failure(List<ArgumentViolation> violations) {
		Class<?> type = this.parameters.get(violations.get(0).parameter()).getParameterType();
		return new TcpValidationException(type,
				violations.stream().map((violation) -> violation.toViolation(this.message)).toList());
	}

}
