package io.netpool.tcp.handler.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAttribute;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.KType;
import kotlin.reflect.full.KCallables;
import kotlin.reflect.jvm.KCallablesJvm;
import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.util.ClassUtils;

/**
 * Handler method that is a Kotlin function: what its method does not have, which are the
 * value classes and the default values of its parameters.
 * <p>
 * A parameter of a value class is compiled to one of the underlying type, and the name of
 * the method ends with a hyphen and a hash. A method cannot be called without a parameter
 * that has a default value, except by Kotlin's reflection.
 */
public final class KotlinFunction {

	private static final String REFLECTION = "org.jetbrains.kotlin:kotlin-reflect";

	/**
	 * The end of a mangled name. A name in a source may have hyphens, too.
	 */
	private static final Pattern MANGLED = Pattern.compile("-[A-Za-z0-9_-]{7}$");

	private KotlinFunction() {
	}

	/**
	 * Returns the name of a method in its source.
	 */
	static String name(Method method) {
		String name = method.getName();
		return isMangled(method) ? MANGLED.matcher(name).replaceFirst("") : name;
	}

	private static boolean isMangled(Method method) {
		return MANGLED.matcher(method.getName()).find() && isKotlin(method);
	}

	private static boolean isKotlin(Method method) {
		return KotlinDetector.isKotlinType(method.getDeclaringClass());
	}

	private static boolean isReflectionPresent() {
		return ClassUtils.isPresent("kotlin.reflect.full.KClasses", null);
	}

	/**
	 * Fails if a method has value classes or default values that cannot be found out.
	 */
	public static void requireSupported(TcpHandlerMethod handlerMethod) {
		Method method = handlerMethod.method();
		if (!isKotlin(method) || isReflectionPresent()) {
			return;
		}
		if (isMangled(method)) {
			throw missing(handlerMethod, "a parameter or a result of a value class", "use the underlying type");
		}
		if (parameters(method).anyMatch(KotlinFunction::mayBeMissing) && hasDefaults(method)) {
			throw missing(handlerMethod, "a parameter with a default value", "remove the default value");
		}
	}

	private static boolean hasDefaults(Method method) {
		return declaringTypes(method.getDeclaringClass()).flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.anyMatch((other) -> other.getName().equals(method.getName() + "$default"));
	}

	/**
	 * The classes that may have the default values of a function in a class: those of a
	 * function that overrides another one are declared with that one.
	 */
	private static Stream<Class<?>> declaringTypes(Class<?> type) {
		Stream<Class<?>> classes = Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass);
		Stream<Class<?>> interfaces = ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.flatMap((declaring) -> Stream.concat(Stream.of(declaring), defaultImpls(declaring)));
		return Stream.concat(classes, interfaces);
	}

	/**
	 * The class that has the default values if the compiler generates no default methods.
	 */
	private static Stream<Class<?>> defaultImpls(Class<?> type) {
		return Arrays.stream(type.getDeclaredClasses())
			.filter((nested) -> nested.getName().equals(type.getName() + "$DefaultImpls"));
	}

	private static InvalidTcpHandlerException missing(TcpHandlerMethod handlerMethod, String reason, String remedy) {
		return handlerMethod.invalid("has %s, but %s is not on the class path".formatted(reason, REFLECTION),
				"Add the dependency %s, whose version Spring Boot manages, or %s.".formatted(REFLECTION, remedy));
	}

	/**
	 * The parameters, with the annotations that they have in interfaces, too.
	 */
	private static Stream<MethodParameter> parameters(Method method) {
		return Arrays.stream(new AnnotatedMethod(method).getMethodParameters());
	}

	/**
	 * Returns the value class of a parameter.
	 * @return the class, which is not the type of the parameter unless the parameter is
	 * nullable, or {@code null} if it is of no value class
	 */
	public static @Nullable Class<?> valueClass(MethodParameter parameter) {
		Method method = parameter.getMethod();
		return (method != null && isKotlin(method) && isReflectionPresent())
				? Reflection.valueClass(method, parameter.getParameterIndex()) : null;
	}

	/**
	 * Whether a parameter has a default value.
	 */
	public static boolean hasDefault(MethodParameter parameter) {
		Method method = parameter.getMethod();
		return method != null && isKotlin(method) && isReflectionPresent()
				&& Reflection.hasDefault(method, parameter.getParameterIndex());
	}

	/**
	 * Whether a function has a default value for an argument that may be missing, which
	 * are attributes of the connection and its principal.
	 */
	static boolean mayOmitArguments(Method method) {
		return isKotlin(method)
				&& parameters(method).anyMatch((parameter) -> mayBeMissing(parameter) && hasDefault(parameter));
	}

	private static boolean mayBeMissing(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(TcpAttribute.class)
				|| Principal.class.isAssignableFrom(parameter.getParameterType());
	}

	/**
	 * Returns the function as a method handle that leaves out arguments which are
	 * {@code null}, if their parameters have default values.
	 * @param method the method of a function that does not suspend
	 * @return a method handle from the bean and the arguments to the result
	 */
	static MethodHandle withDefaults(Method method) {
		MethodType type = MethodType.methodType(Object.class, Object.class, Object[].class);
		try {
			return MethodHandles.lookup()
				.bind(new Reflection(method), "call", type)
				.asCollector(Object[].class, method.getParameterCount());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Loaded only if Kotlin's reflection is on the class path.
	 */
	private static final class Reflection {

		private final KFunction<?> function;

		private final KParameter instance;

		private final List<Parameter> parameters = new ArrayList<>();

		private final @Nullable ValueClass result;

		Reflection(Method method) {
			this.function = Objects.requireNonNull(ReflectJvmMapping.getKotlinFunction(method));
			KCallablesJvm.setAccessible(this.function, true);
			this.instance = Objects.requireNonNull(KCallables.getInstanceParameter(this.function));
			for (KParameter parameter : parameters(this.function)) {
				Class<?> type = method.getParameterTypes()[this.parameters.size()];
				this.parameters.add(new Parameter(parameter, unboxed(parameter.getType(), type)));
			}
			this.result = unboxed(this.function.getReturnType(), method.getReturnType());
		}

		/**
		 * Returns the value class of a type.
		 * @param type a type of the function
		 * @param compiled the type that the method has instead
		 * @return the value class, or {@code null} if the method does not have its
		 * underlying type
		 */
		private static @Nullable ValueClass unboxed(KType type, Class<?> compiled) {
			Class<?> valueClass = valueClass(type);
			return (valueClass != null && valueClass != compiled) ? ValueClass.of(valueClass) : null;
		}

		static @Nullable Class<?> valueClass(Method method, int index) {
			KParameter parameter = parameter(method, index);
			return (parameter != null) ? valueClass(parameter.getType()) : null;
		}

		private static @Nullable Class<?> valueClass(KType type) {
			Class<?> javaClass = (type.getClassifier() instanceof KClass<?> kotlinClass)
					? JvmClassMappingKt.getJavaClass(kotlinClass) : Object.class;
			return KotlinDetector.isInlineClass(javaClass) ? javaClass : null;
		}

		static boolean hasDefault(Method method, int index) {
			KParameter parameter = parameter(method, index);
			return parameter != null && parameter.isOptional();
		}

		private static @Nullable KParameter parameter(Method method, int index) {
			KFunction<?> function = ReflectJvmMapping.getKotlinFunction(method);
			List<KParameter> parameters = (function != null) ? parameters(function) : List.of();
			return (index >= 0 && index < parameters.size()) ? parameters.get(index) : null;
		}

		/**
		 * The parameters that the method has, too.
		 */
		private static List<KParameter> parameters(KFunction<?> function) {
			return function.getParameters()
				.stream()
				.filter((parameter) -> parameter.getKind() != KParameter.Kind.INSTANCE)
				.toList();
		}

		private @Nullable Object callBy(Map<KParameter, @Nullable Object> values) throws Throwable {
			try {
				return this.function.callBy(values);
			}
			catch (Exception ex) {
				// Kotlin does not declare it
				throw (ex instanceof InvocationTargetException) ? Objects.requireNonNullElse(ex.getCause(), ex) : ex;
			}
		}

		@Nullable Object call(Object bean, @Nullable Object[] arguments) throws Throwable {
			Map<KParameter, @Nullable Object> values = new HashMap<>();
			values.put(this.instance, bean);
			for (int index = 0; index < arguments.length; index++) {
				this.parameters.get(index).put(arguments[index], values);
			}
			Object returned = callBy(values);
			return (returned != null && this.result != null) ? this.result.unbox(returned) : returned;
		}

	}

	/**
	 * Parameter of a function that is called by Kotlin's reflection.
	 *
	 * @param parameter the parameter
	 * @param valueClass the value class whose underlying type the parameter of the method
	 * has, or {@code null} if it has the type of the parameter
	 */
	private record Parameter(KParameter parameter, @Nullable ValueClass valueClass) {

		/**
		 * Adds an argument, unless the parameter has its default value.
		 */
		void put(@Nullable Object argument, Map<KParameter, @Nullable Object> values) throws Throwable {
			if (argument != null) {
				values.put(this.parameter, (this.valueClass != null) ? this.valueClass.box(argument) : argument);
			}
			else if (!this.parameter.isOptional()) {
				values.put(this.parameter, null);
			}
		}

	}

}
