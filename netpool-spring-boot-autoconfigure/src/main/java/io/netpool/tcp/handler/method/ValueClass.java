package io.netpool.tcp.handler.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Objects;

import io.netpool.tcp.TcpConversionException;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import kotlin.reflect.KFunction;
import kotlin.reflect.KType;
import kotlin.reflect.full.KClasses;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.util.ReflectionUtils;

/**
 * A value class of Kotlin, by the methods that the compiler generates for it. Needs
 * Kotlin's reflection.
 */
public final class ValueClass {

	private static final String UNBOX = "unbox-impl";

	private static final MethodType CONVERSION = MethodType.methodType(Object.class, Object.class);

	private final Class<?> type;

	private final MethodHandle constructor;

	private final MethodHandle box;

	private final MethodHandle unbox;

	/**
	 * The value class whose value the value has.
	 */
	private final @Nullable ValueClass underlying;

	private ValueClass(Class<?> type) {
		Class<?> value = method(type, UNBOX).getReturnType();
		this.type = type;
		this.constructor = handle(method(type, "constructor-impl", value));
		this.box = handle(method(type, "box-impl", value));
		this.unbox = handle(method(type, UNBOX));
		Class<?> property = property(type);
		this.underlying = KotlinDetector.isInlineClass(property) ? new ValueClass(property) : null;
	}

	/**
	 * Returns a value class.
	 * @param type a class for which {@link KotlinFunction#valueClass} was asked
	 * @return the value class
	 */
	public static ValueClass of(Class<?> type) {
		return new ValueClass(type);
	}

	private static Method method(Class<?> type, String name, Class<?>... parameters) {
		Method method = ReflectionUtils.findMethod(type, name, parameters);
		return Objects.requireNonNull(method, () -> type.getName() + " has no method " + name);
	}

	private static MethodHandle handle(Method method) {
		return InvocableMethod.unreflect(method).asType(CONVERSION);
	}

	private static Class<?> property(Class<?> type) {
		KFunction<?> constructor = KClasses.getPrimaryConstructor(JvmClassMappingKt.getKotlinClass(type));
		KType property = Objects.requireNonNull(constructor).getParameters().get(0).getType();
		return (property.getClassifier() instanceof KClass<?> kotlinClass) ? JvmClassMappingKt.getJavaClass(kotlinClass)
				: Object.class;
	}

	/**
	 * Creates a value of a message.
	 * @param value the value of the property
	 * @return the same value, which {@code init} has checked
	 * @throws TcpConversionException if {@code init} has thrown an exception
	 */
	public Object create(Object value) {
		if (this.underlying != null) {
			this.underlying.create(value);
		}
		try {
			return (Object) this.constructor.invokeExact(value);
		}
		catch (Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new TcpConversionException("A message can't be read as " + this.type.getName(), ex);
		}
	}

	/**
	 * Returns the object of a value.
	 */
	Object box(Object value) throws Throwable {
		return (Object) this.box.invokeExact(value);
	}

	/**
	 * Returns the value of an object.
	 * @param object an object of the class
	 * @return the value of its property, {@code null} if that is {@code null}
	 */
	public @Nullable Object unbox(Object object) {
		try {
			return (Object) this.unbox.invokeExact(object);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("An object of " + this.type.getName() + " has no value", ex);
		}
	}

}
