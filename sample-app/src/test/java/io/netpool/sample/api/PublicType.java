package io.netpool.sample.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A type as code that uses it sees it: a line for itself, and one for each member that is
 * public or protected.
 *
 * @param type which one
 */
record PublicType(Class<?> type) {

	Stream<String> lines() {
		Stream<String> fields = members(this.type.getDeclaredFields(), this::field);
		Stream<String> constructors = members(this.type.getDeclaredConstructors(), this::constructor);
		Stream<String> methods = members(this.type.getDeclaredMethods(), this::method);
		return Stream.of(Stream.of(declaration()), fields, constructors, methods).flatMap(Function.identity());
	}

	private String declaration() {
		List<Type> supertypes = Stream
			.concat(Stream.ofNullable(this.type.getGenericSuperclass()),
					Arrays.stream(this.type.getGenericInterfaces()))
			.filter((supertype) -> supertype != Object.class)
			.toList();
		return deprecated(this.type) + modifiers(this.type.getModifiers(), Modifier.classModifiers()) + kind()
				+ this.type.getName() + variables(this.type.getTypeParameters())
				+ (supertypes.isEmpty() ? "" : " : " + names(supertypes));
	}

	private String kind() {
		if (this.type.isAnnotation()) {
			return "@interface ";
		}
		if (this.type.isInterface()) {
			return "interface ";
		}
		if (this.type.isEnum()) {
			return "enum ";
		}
		return this.type.isRecord() ? "record " : "class ";
	}

	private <M extends Member> Stream<String> members(M[] members, Function<M, String> line) {
		return Arrays.stream(members)
			.filter((member) -> !member.isSynthetic() && visible(member))
			.map(line)
			.sorted()
			.map((text) -> "\t" + text);
	}

	/**
	 * A final class has no subclass to see what is protected.
	 */
	private boolean visible(Member member) {
		boolean inherited = Modifier.isProtected(member.getModifiers()) && !Modifier.isFinal(this.type.getModifiers());
		return Modifier.isPublic(member.getModifiers()) || inherited;
	}

	private String field(Field field) {
		return deprecated(field) + modifiers(field.getModifiers(), Modifier.fieldModifiers())
				+ name(field.getAnnotatedType()) + " " + field.getName();
	}

	private String constructor(Constructor<?> constructor) {
		return deprecated(constructor) + modifiers(constructor.getModifiers(), Modifier.constructorModifiers())
				+ variables(constructor.getTypeParameters()) + "new" + signature(constructor);
	}

	private String method(Method method) {
		String value = (method.getDefaultValue() != null) ? " = " + text(method.getDefaultValue()) : "";
		return deprecated(method) + modifiers(method.getModifiers(), Modifier.methodModifiers())
				+ (method.isDefault() ? "default " : "") + variables(method.getTypeParameters())
				+ name(method.getAnnotatedReturnType()) + " " + method.getName() + signature(method) + value;
	}

	private static String signature(Executable executable) {
		String parameters = Arrays.stream(executable.getAnnotatedParameterTypes())
			.map(PublicType::name)
			.collect(Collectors.joining(", ", "(", ")"));
		List<Type> thrown = List.of(executable.getGenericExceptionTypes());
		return parameters + (thrown.isEmpty() ? "" : " throws " + names(thrown));
	}

	private static String deprecated(AnnotatedElement element) {
		return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
	}

	/**
	 * Without those that say how something is done.
	 */
	private static String modifiers(int present, int possible) {
		int inside = Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT | Modifier.VOLATILE | Modifier.TRANSIENT;
		return Modifier.toString(present & possible & ~inside) + " ";
	}

	private static String variables(TypeVariable<?>[] variables) {
		return (variables.length == 0) ? ""
				: Arrays.stream(variables)
					.map((variable) -> variable.getName() + " : " + names(List.of(variable.getBounds())))
					.collect(Collectors.joining(", ", "<", "> "));
	}

	private static String names(List<Type> types) {
		return types.stream().map(Type::getTypeName).collect(Collectors.joining(", "));
	}

	private static String name(AnnotatedType type) {
		return (type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "") + type.getType().getTypeName();
	}

	private static String text(Object value) {
		return (value instanceof Object[] array) ? Arrays.toString(array) : value.toString();
	}

}
